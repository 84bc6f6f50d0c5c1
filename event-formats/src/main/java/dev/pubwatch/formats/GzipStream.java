package dev.pubwatch.formats;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * All members of a gzip stream (RFC 1952), one after the other.
 *
 * <p>In place of {@link java.util.zip.GZIPInputStream}, which ends without a word at a second
 * member whose header is cut or broken, or when {@code available()} is 0. Zero bytes after a member
 * are padding.
 */
final class GzipStream extends InputStream {
  private static final int INPUT_BYTES = 32 * 1024;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] input = new byte[INPUT_BYTES];
  private int position;
  private int limit;
  private boolean inMember;
  private boolean ended;
  private long delivered;

  GzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (length > 0 && !ended) {
      if (!inMember && !beginMember()) {
        ended = true;
        break;
      }
      int count = inflate(into, offset, length);
      if (count > 0) {
        checksum.update(into, offset, count);
        delivered += count;
        return count;
      }
    }
    return length == 0 ? 0 : -1;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.end();
    in.close();
  }

  private int inflate(byte[] into, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(into, offset, length);
      if (count == 0) {
        advance();
      }
      return count;
    } catch (DataFormatException e) {
      throw fault("is corrupt: " + e.getMessage(), e);
    }
  }

  private void advance() throws IOException {
    if (inflater.finished()) {
      endMember();
    } else if (inflater.needsDictionary()) {
      throw fault("asks for a preset dictionary, which gzip has not", null);
    } else {
      if (!hasInput()) {
        throw cut();
      }
      inflater.setInput(input, position, limit - position);
      position = limit;
    }
  }

  private boolean beginMember() throws IOException {
    int first = nextAfterPadding();
    if (first < 0) {
      return false;
    }
    if (first != 0x1F || next() != 0x8B || next() != 8) {
      throw fault("is followed by bytes that are no gzip member", null);
    }
    skipHeader(next());
    inflater.reset();
    checksum.reset();
    inMember = true;
    return true;
  }

  private int nextAfterPadding() throws IOException {
    int b = 0;
    while (b == 0) {
      if (!hasInput()) {
        return -1;
      }
      b = next();
    }
    return b;
  }

  private void skipHeader(int flags) throws IOException {
    skip(6); // modification time, extra flags, operating system
    if ((flags & FLAG_EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    long expectedChecksum = nextInt();
    long expectedSize = nextInt();
    if (expectedChecksum != checksum.getValue()) {
      throw fault("has a wrong checksum", null);
    }
    if (expectedSize != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw fault("has a wrong length", null);
    }
    inMember = false;
  }

  private long nextInt() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      value |= (long) next() << shift;
    }
    return value;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // up to its end
    }
  }

  private int next() throws IOException {
    if (!hasInput()) {
      throw cut();
    }
    return Byte.toUnsignedInt(input[position++]);
  }

  private boolean hasInput() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(in.read(input), 0);
    }
    return position < limit;
  }

  private IOException cut() {
    return fault("is cut short", null);
  }

  private IOException fault(String what, @Nullable Throwable cause) {
    return new IOException(
        "gzip data %s, after %d decompressed bytes".formatted(what, delivered), cause);
  }
}
