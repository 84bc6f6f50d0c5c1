package dev.pubwatch.connect;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Hash of the first bytes of a decompressed content.
 *
 * @param length bytes hashed: a power of two, at most {@link #MAX_LENGTH}
 * @param hash 128 bits of their SHA-256, as hex
 */
record Fingerprint(int length, String hash) {
  static final int MAX_LENGTH = 1024;

  /**
   * From this length on the bytes of an event log (ids, times) tell contents apart by themselves.
   */
  static final int STRONG_LENGTH = 64;

  private static final int HASH_BYTES = 16;

  /** Of the first {@code length} bytes of {@code head}. */
  static Fingerprint of(byte[] head, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(head, 0, length);
      byte[] hash = Arrays.copyOf(digest.digest(), HASH_BYTES);
      return new Fingerprint(length, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }

  /** Reads what {@link #toString} wrote. */
  static Fingerprint parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("fingerprint must be <length>:<hash>, was " + text);
    }
    return new Fingerprint(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** Whether the content that begins with {@code bytes} has this fingerprint. */
  boolean matches(byte[] bytes) {
    return bytes.length >= length && equals(of(bytes, length));
  }

  /** The longest length that {@code available} bytes, at least 1, allow. */
  static int longestLength(int available) {
    return Integer.highestOneBit(Math.min(available, MAX_LENGTH));
  }

  boolean isStrong() {
    return length >= STRONG_LENGTH;
  }

  @Override
  public String toString() {
    return length + ":" + hash;
  }
}
