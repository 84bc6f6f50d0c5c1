package dev.pubwatch.core.surprise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How often something happens a day, in event time: an average that decays with the days. */
public final class EventRate {
  private static final double DAY_MILLIS = 86_400_000.0;

  private final double memoryDays;
  private double mass;
  private double days;
  private long lastMillis = Long.MIN_VALUE;

  /**
   * A rate of nothing yet.
   *
   * @param memoryDays after which what was counted weighs 1/e
   */
  public EventRate(double memoryDays) {
    this.memoryDays = memoryDays;
  }

  /** Lets time pass; a moment before the latest changes nothing. */
  public void pass(long nowMillis) {
    if (lastMillis != Long.MIN_VALUE && nowMillis > lastMillis) {
      double passed = (nowMillis - lastMillis) / DAY_MILLIS;
      double kept = StrictMath.exp(-passed / memoryDays);
      mass *= kept;
      days = days * kept + memoryDays * (1 - kept);
    }
    lastMillis = Math.max(lastMillis, nowMillis);
  }

  /** Counts one at the moment that was passed last. */
  public void count() {
    mass++;
  }

  /** How many a day; before a day has passed, as many as have been counted. */
  public double perDay() {
    return mass / Math.max(1, days);
  }

  /** How many a day, taking it that there has been one at least. */
  public double perDayOfOneAtLeast() {
    return Math.max(1, mass) / Math.max(1, days);
  }

  public void copyFrom(EventRate other) {
    mass = other.mass;
    days = other.days;
    lastMillis = other.lastMillis;
  }

  public void write(DataOutput out) throws IOException {
    out.writeDouble(mass);
    out.writeDouble(days);
    out.writeLong(lastMillis);
  }

  public void read(DataInput in) throws IOException {
    mass = in.readDouble();
    days = in.readDouble();
    lastMillis = in.readLong();
  }
}
