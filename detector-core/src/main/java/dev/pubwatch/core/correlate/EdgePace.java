package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** How many novel edges of a kind there were, and when the latest. */
final class EdgePace {
  /** In a busier week than this the pace is that of the latest ones. */
  private static final int KEPT = 1_024;

  private static final double DAY_MILLIS = 86_400_000.0;

  private long[] times = new long[16];
  private int size;
  private double edges;

  void add(long timeMillis) {
    edges++;
    if (size == KEPT) {
      System.arraycopy(times, 1, times, 0, --size);
    } else if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
    }
    times[size++] = timeMillis;
  }

  /** Edges ever. */
  double edges() {
    return edges;
  }

  /** Edges since a moment; of a busier time than is kept, fewer. */
  int since(long millis) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += times[i] >= millis ? 1 : 0;
    }
    return count;
  }

  /** Edges a day over the last week, or over the shorter time that is kept; at least one a week. */
  double perDay(long nowMillis, long weekMillis) {
    int within = since(nowMillis - weekMillis);
    double span = weekMillis;
    if (within == KEPT) {
      span = Math.max(1, nowMillis - times[0]);
    }
    return Math.max(1, within) / (span / DAY_MILLIS);
  }

  EdgePace copy() {
    EdgePace copy = new EdgePace();
    copy.times = times.clone();
    copy.size = size;
    copy.edges = edges;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(edges);
    Wire.unsigned(out, size);
    for (int i = 0; i < size; i++) {
      out.writeLong(times[i]);
    }
  }

  static EdgePace read(DataInput in) throws IOException {
    EdgePace pace = new EdgePace();
    pace.edges = in.readDouble();
    int size = Wire.count(in);
    if (size > KEPT) {
      throw new IOException(size + " edges, expected at most " + KEPT);
    }
    pace.times = new long[Math.max(16, size)];
    for (int i = 0; i < size; i++) {
      pace.times[i] = in.readLong();
    }
    pace.size = size;
    return pace;
  }
}
