package dev.pubwatch.job.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The file: the magic, the format's version as a big-endian int, then one zstd frame with the
 * {@link SnapshotHeader}, the sections and the SHA-256 of all in the frame before it. A section is
 * a 1, a key and the length and bytes of its state for each entry, in order of keys, then a 0.
 */
final class SnapshotFormat {
  static final int VERSION = 1;
  static final int ENTRY = 1;
  static final int END = 0;

  private static final byte[] MAGIC = "PWSTATE\n".getBytes(StandardCharsets.US_ASCII);

  private SnapshotFormat() {}

  static byte[] magic() {
    return MAGIC.clone();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
