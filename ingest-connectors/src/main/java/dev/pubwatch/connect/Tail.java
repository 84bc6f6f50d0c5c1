package dev.pubwatch.connect;

import java.util.zip.CRC32C;

/** Checksum of the last bytes before a position: tells whether a file still holds what was read. */
final class Tail {
  /** Bytes before the position that count; fewer where the content has fewer. */
  static final int BYTES = 256;

  /** Of a position that has nothing before it. */
  static final long NONE = 0;

  private Tail() {}

  static long of(byte[] bytes, int start, int end) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, start, end - start);
    return checksum.getValue();
  }
}
