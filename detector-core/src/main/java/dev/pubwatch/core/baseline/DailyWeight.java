package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Wire;
import dev.pubwatch.core.surprise.Log2;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the sightings of one day weigh: log2(1 + n) together, so 1 for a single one, 3 for seven and
 * 10 for a thousand.
 *
 * <p>Sightings of a day are one session's more often than independent evidence, and whoever wants
 * to be taken for normal chooses their number; he cannot choose how many days there are. A day
 * begins with the first sighting after the one before ended, so that midnight is worth nothing.
 */
final class DailyWeight {
  static final long DAY_MILLIS = 86_400_000L;

  private static final float[] OF_FEW = new float[64];

  static {
    for (int i = 0; i < OF_FEW.length; i++) {
      OF_FEW[i] = (float) Log2.ofOneAnd(i);
    }
  }

  private long dayMillis;
  private int sightings;

  /** Weight of a sighting that comes now. */
  float add(long nowMillis) {
    if (sightings == 0 || isOver(dayMillis, nowMillis)) {
      dayMillis = nowMillis;
      sightings = 0;
    }
    return next(sightings++);
  }

  DailyWeight copy() {
    DailyWeight copy = new DailyWeight();
    copy.dayMillis = dayMillis;
    copy.sightings = sightings;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, sightings);
    if (sightings > 0) {
      out.writeLong(dayMillis);
    }
  }

  void read(DataInput in) throws IOException {
    sightings = (int) Math.min(Integer.MAX_VALUE, Wire.unsigned(in));
    dayMillis = sightings > 0 ? in.readLong() : 0;
  }

  /** Weight of one more sighting after others of the same day. */
  static float next(int sightingsBefore) {
    return ofDay(sightingsBefore + 1) - ofDay(sightingsBefore);
  }

  /** Weight of all sightings of a day. */
  static float ofDay(int sightings) {
    return sightings < OF_FEW.length ? OF_FEW[sightings] : (float) Log2.ofOneAnd(sightings);
  }

  /** Whether a moment is beyond the day that began at another; a late one never is. */
  static boolean isOver(long dayMillis, long nowMillis) {
    return nowMillis - dayMillis >= DAY_MILLIS;
  }
}
