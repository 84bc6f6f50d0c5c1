package dev.pubwatch.formats;

import java.util.Arrays;

/** The record being cut: keeps its first bytes and counts all of them. */
final class RecordBytes {
  private static final int FIRST_CAPACITY = 512;

  private final int bound;
  private byte[] kept = new byte[0];
  private int size;
  private long total;

  RecordBytes(int bound) {
    this.bound = bound;
  }

  void append(byte[] from, int start, int end) {
    int count = Math.min(end - start, bound - size);
    if (count > 0) {
      reserve(size + count);
      System.arraycopy(from, start, kept, size, count);
      size += count;
    }
    total += end - start;
  }

  /** Bytes appended since the last {@link #clear}, kept or not. */
  long total() {
    return total;
  }

  /** The first {@code length} bytes, or as many as were kept. */
  byte[] first(long length) {
    return Arrays.copyOf(kept, (int) Math.min(length, size));
  }

  void clear() {
    size = 0;
    total = 0;
  }

  private void reserve(int capacity) {
    if (capacity > kept.length) {
      long grown = Math.max(Math.max(FIRST_CAPACITY, 2L * kept.length), capacity);
      kept = Arrays.copyOf(kept, (int) Math.min(bound, grown));
    }
  }
}
