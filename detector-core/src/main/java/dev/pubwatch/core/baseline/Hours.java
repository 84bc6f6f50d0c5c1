package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Reading;
import dev.pubwatch.core.surprise.Log2;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Hours of the day (UTC) in which somebody acts, on the circle. Each event counts for its own hour
 * and half for the neighbours; the uniform day weighs like {@link #PRIOR} events, and a day teaches
 * as {@link DailyWeight} says.
 *
 * <p>Price-Williams, Turcotte, Heard: Time of day anomaly detection, EISIC 2018.
 */
final class Hours {
  private static final int HOURS = 24;
  private static final double PRIOR = 6;
  private static final float DECAY_AT = 256;

  private final float[] counts = new float[HOURS];
  private DailyWeight day = new DailyWeight();

  /** Looks and learns; the value is -log2 of the hour's probability, relative to a uniform day. */
  Reading observe(long nowMillis) {
    int hour = (int) Math.floorMod(nowMillis / 3_600_000L, (long) HOURS);
    double n = 0;
    for (float count : counts) {
      n += count;
    }
    double near =
        counts[hour] + 0.5 * counts[(hour + 1) % HOURS] + 0.5 * counts[(hour + HOURS - 1) % HOURS];
    double density = (near / 2 + PRIOR / HOURS) / (n + PRIOR);
    learn(hour, day.add(nowMillis), n);
    return new Reading(-Log2.of(density * HOURS), 0, 0, Double.NaN);
  }

  private void learn(int hour, float weight, double n) {
    counts[hour] += weight;
    if (n + weight > DECAY_AT) {
      for (int i = 0; i < HOURS; i++) {
        counts[i] /= 2;
      }
    }
  }

  /** Tells the hours that were seen, in the order of the day. */
  void describe(Describer out) {
    double n = 0;
    for (float count : counts) {
      n += count;
    }
    List<Describer.Value> seen = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      if (counts[hour] > 0) {
        String name = (hour < 10 ? "0" : "") + hour + ":00";
        seen.add(
            new Describer.Value(
                name, counts[hour] / n, counts[hour], Describer.NO_TIME, Describer.NO_TIME, false));
      }
    }
    if (!seen.isEmpty()) {
      out.values("hours_of_day_utc", seen);
    }
  }

  Hours copy() {
    Hours copy = new Hours();
    System.arraycopy(counts, 0, copy.counts, 0, HOURS);
    copy.day = day.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    for (float count : counts) {
      out.writeFloat(count);
    }
    day.write(out);
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < HOURS; i++) {
      counts[i] = in.readFloat();
    }
    day.read(in);
  }
}
