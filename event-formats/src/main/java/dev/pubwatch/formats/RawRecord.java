package dev.pubwatch.formats;

/**
 * One record as {@link RecordSplitter} cut it out of a stream.
 *
 * <p>Offsets count bytes of the decompressed stream from 0.
 *
 * @param bytes the record without its line end; only its first part when {@code truncated}
 * @param startOffset offset of the record's first byte
 * @param endOffset offset after the record and, for lines, its line end: where reading goes on
 * @param line 1-based line on which the record starts
 * @param truncated whether the record was longer than the bound
 * @param terminated false for a last line without its newline and for JSON that ends before it is
 *     complete
 */
@SuppressWarnings("ArrayRecordComponent") // owned by the reader, never compared
public record RawRecord(
    byte[] bytes,
    long startOffset,
    long endOffset,
    long line,
    boolean truncated,
    boolean terminated) {}
