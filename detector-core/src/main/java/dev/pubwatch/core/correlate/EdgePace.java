package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many novel edges of a kind there were, and at how many indicators they ended, ever and in
 * each ten minutes of the last week.
 */
final class EdgePace {
  private static final long STEP_MILLIS = 600_000L;
  private static final double DAY_MILLIS = 86_400_000.0;

  /** A week of steps, and the one that is under way. */
  private static final int STEPS = (int) (CampaignCorrelator.LONGEST_MILLIS / STEP_MILLIS) + 1;

  private int[] counts = new int[STEPS];
  private long newest = Long.MIN_VALUE;
  private double edges;
  private double indicators;

  /**
   * Counts an edge; one from before the last week counts among those ever only.
   *
   * @param first whether it is the first edge of its indicator
   */
  void add(long timeMillis, boolean first) {
    edges++;
    indicators += first ? 1 : 0;
    long step = Math.floorDiv(timeMillis, STEP_MILLIS);
    if (newest == Long.MIN_VALUE || step - newest >= STEPS) {
      counts = new int[STEPS];
      newest = step;
    }
    while (newest < step) {
      counts[slot(++newest)] = 0;
    }
    if (newest - step < STEPS) {
      counts[slot(step)]++;
    }
  }

  /** Edges ever. */
  double edges() {
    return edges;
  }

  /** Indicators that any of them ended at. */
  double indicators() {
    return indicators;
  }

  /** Edges since a moment of the last week, those of its whole step with them. */
  int since(long millis) {
    int count = 0;
    long first = Math.max(Math.floorDiv(millis, STEP_MILLIS), newest - STEPS + 1);
    for (long step = first; step <= newest; step++) {
      count += counts[slot(step)];
    }
    return count;
  }

  /** Edges a day over the last week, at least one a week. */
  double perDay(long nowMillis, long weekMillis) {
    return Math.max(1, since(nowMillis - weekMillis)) / (weekMillis / DAY_MILLIS);
  }

  private static int slot(long step) {
    return (int) Math.floorMod(step, (long) STEPS);
  }

  EdgePace copy() {
    EdgePace copy = new EdgePace();
    copy.counts = counts.clone();
    copy.newest = newest;
    copy.edges = edges;
    copy.indicators = indicators;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(edges);
    out.writeDouble(indicators);
    out.writeLong(newest);
    for (int count : counts) {
      Wire.unsigned(out, count);
    }
  }

  static EdgePace read(DataInput in) throws IOException {
    EdgePace pace = new EdgePace();
    pace.edges = in.readDouble();
    pace.indicators = in.readDouble();
    pace.newest = in.readLong();
    for (int i = 0; i < STEPS; i++) {
      pace.counts[i] = (int) Math.min(Integer.MAX_VALUE, Wire.unsigned(in));
    }
    return pace;
  }
}
