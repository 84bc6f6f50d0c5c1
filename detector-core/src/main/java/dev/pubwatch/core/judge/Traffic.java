package dev.pubwatch.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many scored events a day the stream brings, in event time, with a memory of two weeks. */
final class Traffic {
  private static final double DAY_MILLIS = 86_400_000.0;
  private static final double MEMORY_DAYS = 14;

  private double mass;
  private double days;
  private long lastMillis = Long.MIN_VALUE;

  void add(long nowMillis) {
    if (lastMillis != Long.MIN_VALUE && nowMillis > lastMillis) {
      double passed = (nowMillis - lastMillis) / DAY_MILLIS;
      double kept = StrictMath.exp(-passed / MEMORY_DAYS);
      mass *= kept;
      days = days * kept + MEMORY_DAYS * (1 - kept);
    }
    lastMillis = Math.max(lastMillis, nowMillis);
    mass++;
  }

  /** Events a day, at least what one day with the events so far would make. */
  double perDay() {
    return mass / Math.max(days, 1);
  }

  void copyFrom(Traffic other) {
    mass = other.mass;
    days = other.days;
    lastMillis = other.lastMillis;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(mass);
    out.writeDouble(days);
    out.writeLong(lastMillis);
  }

  void read(DataInput in) throws IOException {
    mass = in.readDouble();
    days = in.readDouble();
    lastMillis = in.readLong();
  }
}
