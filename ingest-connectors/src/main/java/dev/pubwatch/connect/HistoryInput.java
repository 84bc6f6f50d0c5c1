package dev.pubwatch.connect;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes a stream on and remembers its last bytes, so that a {@link Tail} can be told for every
 * record that a splitter cuts, whose window reads ahead of its records.
 */
final class HistoryInput extends InputStream {
  /** More than a splitter's window (64 KiB) and a tail. */
  private static final int RING_BYTES = 128 * 1024;

  private static final int MAX_READ_BYTES = 64 * 1024;

  /** Gives the bytes that are before an offset now, as many as a tail needs. */
  interface Before {
    byte[] at(long offset) throws IOException;
  }

  /** What was read before is not there any more, so what follows does not follow it. */
  static final class ReplacedException extends IOException {
    ReplacedException(long offset) {
      super("the content before offset %d was replaced".formatted(offset));
    }
  }

  private final InputStream in;
  private final @Nullable Before before;
  private final byte[] ring = new byte[RING_BYTES];
  private long end;

  /**
   * @param offset offset in the content of the first byte of {@code in}
   * @param before looks at what is before an offset; after each read it must still be what was
   *     read, or a file that was truncated and grew again would be joined to its old self
   */
  HistoryInput(InputStream in, long offset, Before before) throws IOException {
    this.in = in;
    this.before = before;
    byte[] bytes = before.at(offset);
    this.end = offset - bytes.length;
    remember(bytes, 0, bytes.length);
  }

  /** A stream whose past cannot change. */
  HistoryInput(InputStream in) {
    this.in = in;
    this.before = null;
  }

  /** Offset in the content after the last byte read. */
  long offset() {
    return end;
  }

  /** Whether the tail of that position can be told. */
  boolean remembers(long position) {
    return position <= end && position - Math.min(Tail.BYTES, position) >= end - RING_BYTES;
  }

  /** Tail of a position among the bytes remembered. */
  long tailAt(long position) {
    int length = (int) Math.min(Tail.BYTES, position);
    if (!remembers(position)) {
      throw new IllegalArgumentException(
          "position must be within %d bytes before %d, was %d"
              .formatted(RING_BYTES, end, position));
    }
    byte[] bytes = new byte[length];
    int at = index(position - length);
    int untilWrap = Math.min(length, RING_BYTES - at);
    System.arraycopy(ring, at, bytes, 0, untilWrap);
    System.arraycopy(ring, 0, bytes, untilWrap, length - untilWrap);
    return Tail.of(bytes, 0, length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = in.read(into, offset, Math.min(length, MAX_READ_BYTES));
    if (count > 0) {
      checkUnchanged();
      remember(into, offset, count);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void checkUnchanged() throws IOException {
    if (before != null) {
      byte[] bytes = before.at(end);
      if (Tail.of(bytes, 0, bytes.length) != tailAt(end)) {
        throw new ReplacedException(end);
      }
    }
  }

  private void remember(byte[] from, int offset, int count) {
    int at = index(end);
    int untilWrap = Math.min(count, RING_BYTES - at);
    System.arraycopy(from, offset, ring, at, untilWrap);
    System.arraycopy(from, offset + untilWrap, ring, 0, count - untilWrap);
    end += count;
  }

  private static int index(long offset) {
    return (int) (offset & (RING_BYTES - 1));
  }
}
