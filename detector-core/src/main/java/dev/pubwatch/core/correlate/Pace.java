package dev.pubwatch.core.correlate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How often something happens a day, in event time, with a memory of two months. */
final class Pace {
  private static final double DAY_MILLIS = 86_400_000.0;
  private static final double MEMORY_DAYS = 60;

  private double mass;
  private double days;
  private long lastMillis = Long.MIN_VALUE;

  /** Lets time pass. */
  void pass(long nowMillis) {
    if (lastMillis != Long.MIN_VALUE && nowMillis > lastMillis) {
      double passed = (nowMillis - lastMillis) / DAY_MILLIS;
      double kept = StrictMath.exp(-passed / MEMORY_DAYS);
      mass *= kept;
      days = days * kept + MEMORY_DAYS * (1 - kept);
    }
    lastMillis = Math.max(lastMillis, nowMillis);
  }

  void add() {
    mass++;
  }

  /** How often a day, this one counted: at least as if a day had brought one. */
  double perDay() {
    return Math.max(1, mass) / Math.max(1, days);
  }

  void copyFrom(Pace other) {
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
