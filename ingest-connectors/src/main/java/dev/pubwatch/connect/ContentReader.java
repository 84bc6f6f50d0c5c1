package dev.pubwatch.connect;

import dev.pubwatch.formats.Decompression;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.RawRecord;
import dev.pubwatch.formats.RecordSplitter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file's content from a position on, and goes on when the file grows. It keeps the file
 * itself open: a rename or a delete does not take it away.
 */
final class ContentReader implements Closeable {

  /** Whether a file holds what was read up to a position. */
  enum Fit {
    FITS,
    SHORTER,
    DIFFERENT
  }

  private static final int BLOCK_BYTES = 64 * 1024;

  private final FileChannel channel;
  private final Decompression.Kind kind;
  private final HistoryInput history;
  private final RecordSplitter splitter;
  private final long deliveredUpTo;

  private ContentReader(
      FileChannel channel,
      Decompression.Kind kind,
      HistoryInput history,
      RecordSplitter splitter,
      long deliveredUpTo) {
    this.channel = channel;
    this.kind = kind;
    this.history = history;
    this.splitter = splitter;
    this.deliveredUpTo = deliveredUpTo;
  }

  /** Opens a file at a position that {@linkplain #fit fits}. */
  static ContentReader open(Path path, Framing framing, int maxRecordBytes, Position from)
      throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      Decompression.Kind kind = kind(channel);
      boolean seeks = framing == Framing.LINES;
      long start = seeks ? from.offset() : 0;
      HistoryInput history = history(channel, kind, start);
      long line = seeks ? Math.max(from.line(), 1) : 1;
      RecordSplitter splitter =
          RecordSplitter.follow(history, framing, maxRecordBytes, start, line);
      return new ContentReader(channel, kind, history, splitter, from.offset());
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private static HistoryInput history(FileChannel channel, Decompression.Kind kind, long start)
      throws IOException {
    InputStream raw = Channels.newInputStream(channel);
    if (kind == Decompression.Kind.PLAIN) {
      channel.position(start);
      return new HistoryInput(raw, start, offset -> bytesBefore(channel, offset));
    }
    HistoryInput history = new HistoryInput(Decompression.wrap(raw));
    history.skipNBytes(start);
    return history;
  }

  /** The next complete record that was not delivered, or null when there is none for now. */
  @Nullable RawRecord next() throws IOException {
    RawRecord record = splitter.next();
    while (record != null && isDelivered(record)) {
      record = splitter.next();
    }
    return record;
  }

  /** What is left when no more will come. */
  @Nullable RawRecord rest() throws IOException {
    RawRecord record = splitter.rest();
    while (record != null && isDelivered(record)) {
      record = splitter.rest();
    }
    return record;
  }

  private boolean isDelivered(RawRecord record) {
    return record.endOffset() <= deliveredUpTo;
  }

  boolean isCompressed() {
    return kind != Decompression.Kind.PLAIN;
  }

  /** Tail of a position near the last record; null when it is too far back to know. */
  @Nullable Long tailAt(long position) {
    return history.remembers(position) ? Long.valueOf(history.tailAt(position)) : null;
  }

  /** Whether the file has grown so far that its beginning tells it from others. */
  boolean couldBeTold() throws IOException {
    return channel.size() >= Fingerprint.STRONG_LENGTH;
  }

  /** Whether this is the content that begins so and was read up to that position. */
  boolean holds(Fingerprint head, Position position) throws IOException {
    if (isCompressed()) {
      Long tail = tailAt(position.offset());
      return tail == null || fit(tail, position) == Fit.FITS;
    }
    return head.matches(bytes(channel, 0, head.length()))
        && fit(tail(bytesBefore(channel, position.offset())), position) == Fit.FITS;
  }

  /** Whether a plain file still holds all that was read of it, records or not. */
  boolean stillHolds() throws IOException {
    long end = history.offset();
    return channel.size() >= end && tail(bytesBefore(channel, end)) == history.tailAt(end);
  }

  @Override
  public void close() throws IOException {
    try {
      splitter.close();
    } finally {
      channel.close();
    }
  }

  /** First bytes of a file's decompressed content, at most {@code length}. */
  static byte[] head(Path path, int length) throws IOException {
    try (InputStream in = Decompression.open(path)) {
      byte[] head = new byte[length];
      int size = 0;
      int count = 0;
      while (size < length && (count = readSome(in, head, size)) > 0) {
        size += count;
      }
      return Arrays.copyOf(head, size);
    }
  }

  /** Reads on; a fault after the first bytes is left to whoever reads that far. */
  private static int readSome(InputStream in, byte[] into, int offset) throws IOException {
    try {
      return in.read(into, offset, into.length - offset);
    } catch (IOException e) {
      if (offset == 0) {
        throw e;
      }
      return -1;
    }
  }

  static boolean isCompressed(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return kind(channel) != Decompression.Kind.PLAIN;
    }
  }

  /** Whether the file holds the content that was read up to that position. */
  static Fit fit(Path path, Position position) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (kind(channel) != Decompression.Kind.PLAIN) {
        return fitCompressed(channel, position);
      }
      if (channel.size() < position.offset()) {
        return Fit.SHORTER;
      }
      return fit(tail(bytesBefore(channel, position.offset())), position);
    }
  }

  /** Whether a plain file holds the beginning of another plain file, by its last bytes. */
  static boolean isPart(Path part, Path whole) throws IOException {
    try (FileChannel a = FileChannel.open(part, StandardOpenOption.READ);
        FileChannel b = FileChannel.open(whole, StandardOpenOption.READ)) {
      long size = a.size();
      return kind(a) == Decompression.Kind.PLAIN
          && kind(b) == Decompression.Kind.PLAIN
          && b.size() >= size
          && Arrays.equals(bytesBefore(a, size), bytesBefore(b, size));
    }
  }

  private static Fit fitCompressed(FileChannel channel, Position position) throws IOException {
    try {
      HistoryInput history = history(channel, kind(channel), position.offset());
      return fit(history.tailAt(position.offset()), position);
    } catch (IOException cutOrCorruptBefore) {
      return Fit.SHORTER;
    }
  }

  private static Fit fit(long tail, Position position) {
    Long expected = position.tail();
    return expected == null || expected == tail ? Fit.FITS : Fit.DIFFERENT;
  }

  /** Position after the last line end of a plain file, its lines uncounted. */
  static Position lastLineEnd(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long end = channel.size();
      while (end > 0) {
        int length = (int) Math.min(BLOCK_BYTES, end);
        byte[] block = bytes(channel, end - length, length);
        int at = lastNewline(block);
        if (at >= 0) {
          long offset = end - length + at + 1;
          return new Position(offset, 0, 0, tail(bytesBefore(channel, offset)));
        }
        end -= length;
      }
      return Position.START;
    }
  }

  private static int lastNewline(byte[] block) {
    int at = block.length - 1;
    while (at >= 0 && block[at] != '\n') {
      at--;
    }
    return at;
  }

  private static long tail(byte[] bytes) {
    return Tail.of(bytes, 0, bytes.length);
  }

  private static Decompression.Kind kind(FileChannel channel) throws IOException {
    return Decompression.detect(bytes(channel, 0, Decompression.MAGIC_BYTES));
  }

  private static byte[] bytesBefore(FileChannel channel, long position) throws IOException {
    int length = (int) Math.min(Tail.BYTES, position);
    return bytes(channel, position - length, length);
  }

  /** Bytes of the file as stored; fewer at its end. Does not move the channel's position. */
  private static byte[] bytes(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {
      // until full or at the end
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
