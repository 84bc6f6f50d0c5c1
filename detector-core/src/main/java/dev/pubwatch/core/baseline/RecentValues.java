package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many distinct values were seen within the last window of time. Keeps hashes and times of at
 * most {@code cap} values, the newest; beyond that the count stays at the cap.
 */
final class RecentValues {
  private static final long[] NONE = {};

  private final int cap;
  private final long windowMillis;
  private long[] hashes = NONE;
  private long[] times = NONE;
  private int size;

  RecentValues(int cap, long windowMillis) {
    this.cap = cap;
    this.windowMillis = windowMillis;
  }

  /** Adds a value and returns how many distinct ones the window now holds, 1 or more. */
  int add(String value, long nowMillis) {
    expire(nowMillis);
    long hash = Hashes.of(value);
    int at = -1;
    for (int i = 0; i < size; i++) {
      at = hashes[i] == hash ? i : at;
    }
    if (at < 0) {
      at = room();
    }
    hashes[at] = hash;
    times[at] = nowMillis;
    return size;
  }

  /** Time of the newest value, {@link Long#MIN_VALUE} before any. */
  long latestMillis() {
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      latest = Math.max(latest, times[i]);
    }
    return latest;
  }

  private void expire(long nowMillis) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (nowMillis - times[i] < windowMillis) {
        hashes[kept] = hashes[i];
        times[kept++] = times[i];
      }
    }
    size = kept;
  }

  private int room() {
    if (size < cap) {
      if (size == hashes.length) {
        hashes = java.util.Arrays.copyOf(hashes, Math.min(cap, Math.max(1, size * 2)));
        times = java.util.Arrays.copyOf(times, hashes.length);
      }
      return size++;
    }
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      oldest = times[i] < times[oldest] ? i : oldest;
    }
    return oldest;
  }

  RecentValues copy() {
    RecentValues copy = new RecentValues(cap, windowMillis);
    copy.hashes = hashes.clone();
    copy.times = times.clone();
    copy.size = size;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, size);
    for (int i = 0; i < size; i++) {
      out.writeLong(hashes[i]);
      out.writeLong(times[i]);
    }
  }

  void read(DataInput in) throws IOException {
    size = Wire.count(in);
    if (size > cap) {
      throw new IOException("a window of " + size + " values, expected at most " + cap);
    }
    hashes = new long[size];
    times = new long[hashes.length];
    for (int i = 0; i < size; i++) {
      hashes[i] = in.readLong();
      times[i] = in.readLong();
    }
  }
}
