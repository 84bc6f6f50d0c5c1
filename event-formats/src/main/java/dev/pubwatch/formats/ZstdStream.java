package dev.pubwatch.formats;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;

/** Zstandard frames, with faults told as sentences. */
final class ZstdStream extends FilterInputStream {
  /**
   * Divides a block (128 KiB), so that a fault in one block does not take bytes of the one before.
   */
  private static final int MAX_READ_BYTES = 16 * 1024;

  private long delivered;

  ZstdStream(ZstdInputStreamNoFinalizer in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      int count = in.read(into, offset, Math.min(length, MAX_READ_BYTES));
      delivered += Math.max(count, 0);
      return count;
    } catch (IOException e) {
      throw new IOException(
          "zstd data is cut or corrupt after %d decompressed bytes: %s"
              .formatted(delivered, e.getMessage()),
          e);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
