package dev.pubwatch.formats;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into raw records, in memory bounded by the longest record allowed.
 *
 * <p>{@link Framing#LINES}: records end with LF or CR LF; blank lines are skipped. {@link
 * Framing#JSON}: each element of a top-level array, each element of an array of objects under the
 * key {@code Records} or {@code events} of a top-level object, else each top-level value; what
 * surrounds such an array in its object is skipped. A UTF-8 byte order mark at offset 0 is skipped
 * in both.
 *
 * <p>What is no JSON comes out as a record too, so that the format rejects it and nothing is lost:
 * a string cut by a line end, a value that begins where none may begin, or loose text up to the end
 * of its line. Cutting goes on right after it. A record longer than the bound comes out with its
 * first part and {@link RawRecord#truncated()}; the rest of it is skipped.
 */
public final class RecordSplitter implements Closeable {
  private final SplitterInput input;
  private final RecordCutter cutter;
  private final boolean following;

  private RecordSplitter(SplitterInput input, RecordCutter cutter, boolean following) {
    this.input = input;
    this.cutter = cutter;
    this.following = following;
  }

  /**
   * Splits a stream that ends where its input ends.
   *
   * @param maxRecordBytes bound of one record, at least 1
   */
  public static RecordSplitter open(InputStream in, Framing framing, int maxRecordBytes) {
    SplitterInput input = new SplitterInput(in, 0);
    return new RecordSplitter(input, cutter(input, framing, maxRecordBytes, 1), false);
  }

  /**
   * Splits a stream that may grow: at the end of the input {@link #next} returns null, keeps what
   * it has of an unfinished record, and can be called again when there is more.
   *
   * @param maxRecordBytes bound of one record, at least 1
   * @param offset offset in the stream of the first byte that {@code in} gives, the start of a
   *     line; 0 for {@link Framing#JSON}, where what surrounds a value decides what it is
   * @param line 1-based line of that byte
   */
  public static RecordSplitter follow(
      InputStream in, Framing framing, int maxRecordBytes, long offset, long line) {
    if (offset < 0 || (offset > 0 && framing == Framing.JSON)) {
      throw new IllegalArgumentException(
          "offset must be 0 for JSON and 0 or more for lines, was " + offset);
    }
    SplitterInput input = new SplitterInput(in, offset);
    return new RecordSplitter(input, cutter(input, framing, maxRecordBytes, line), true);
  }

  private static RecordCutter cutter(
      SplitterInput input, Framing framing, int maxRecordBytes, long line) {
    if (maxRecordBytes < 1) {
      throw new IllegalArgumentException(
          "maxRecordBytes must be at least 1, was " + maxRecordBytes);
    }
    return switch (framing) {
      case LINES -> new LineCutter(input, maxRecordBytes, line);
      case JSON -> new JsonCutter(input, maxRecordBytes);
    };
  }

  /**
   * The next record.
   *
   * @return null after the last one; for a stream that is {@linkplain #follow followed}, null when
   *     no further record is complete yet
   * @throws IOException when the stream cannot be read; every record before the fault was returned
   */
  public @Nullable RawRecord next() throws IOException {
    RawRecord record = cutter.next();
    return record != null || following ? record : cutter.rest();
  }

  /**
   * Says that a {@linkplain #follow followed} stream will not grow any more.
   *
   * @return its last record, not terminated, or null when there is none
   */
  public @Nullable RawRecord rest() throws IOException {
    return cutter.rest();
  }

  /** Offset in the stream up to which bytes were taken; at least the end of the last record. */
  public long offset() {
    return input.offset();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
