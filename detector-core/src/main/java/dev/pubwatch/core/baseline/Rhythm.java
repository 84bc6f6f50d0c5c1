package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Reading;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An entity's own pace: how long it is usually quiet between sessions. Events less than {@link
 * #SESSION_MILLIS} apart are one session and share the quiet time before it, so that the third
 * release of a burst still shows that the project had slept for years.
 */
final class Rhythm {
  static final long SESSION_MILLIS = 2 * 3_600_000L;

  /** For a week after it woke an entity is judged by the longest quiet time that ended in it. */
  static final long AWAKE_MILLIS = ValueTable.PROBATION_MILLIS;

  private static final double HOUR_MILLIS = 3_600_000.0;
  private static final int BINS = 36;

  private Quantiles quiet = newQuantiles();
  private long lastMillis = Long.MIN_VALUE;
  private long wokeMillis;
  private long events;
  private double quietBits = Double.NaN;

  /** From 1 hour to 30 years in half-octaves. */
  private static Quantiles newQuantiles() {
    return new Quantiles(BINS, 0, 0.5);
  }

  /** Looks and learns; null for the entity's first session. */
  @Nullable Reading observe(long nowMillis) {
    events++;
    if (lastMillis == Long.MIN_VALUE) {
      lastMillis = nowMillis;
      return null;
    }
    long gap = Math.max(0, nowMillis - lastMillis);
    lastMillis = Math.max(lastMillis, nowMillis);
    boolean newSession = gap >= SESSION_MILLIS;
    double gapBits = StrictMath.log(Math.max(gap, 1) / HOUR_MILLIS) / StrictMath.log(2);
    boolean wakes = newSession && (gapBits >= quietBits || !awake(nowMillis));
    if (wakes || (newSession && Double.isNaN(quietBits))) {
      quietBits = gapBits;
      wokeMillis = nowMillis;
    }
    if (Double.isNaN(quietBits)) {
      return null;
    }
    Reading reading = quiet.look(quietBits);
    if (newSession) {
      quiet.learn(gapBits);
    }
    return wakes ? reading : withoutThisWaking(reading);
  }

  /**
   * The session's own quiet time was learned at its first event; take it out of its own history.
   */
  private static Reading withoutThisWaking(Reading r) {
    return new Reading(r.value(), Math.max(0, r.tail() - 1), Math.max(0, r.n() - 1), r.usual());
  }

  private boolean awake(long nowMillis) {
    return nowMillis - wokeMillis <= AWAKE_MILLIS;
  }

  /** Events so far, this one included. */
  long events() {
    return events;
  }

  void describe(Describer out) {
    out.count("events", events);
    if (lastMillis != Long.MIN_VALUE) {
      out.time("last_event", lastMillis);
    }
    quiet.describeLog2("quiet_before_a_session", "hours", 0, out);
  }

  Rhythm copy() {
    Rhythm copy = new Rhythm();
    copy.quiet = quiet.copy();
    copy.lastMillis = lastMillis;
    copy.wokeMillis = wokeMillis;
    copy.events = events;
    copy.quietBits = quietBits;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    quiet.write(out);
    out.writeLong(lastMillis);
    out.writeLong(wokeMillis);
    Wire.unsigned(out, events);
    out.writeDouble(quietBits);
  }

  static Rhythm read(DataInput in) throws IOException {
    Rhythm rhythm = new Rhythm();
    rhythm.quiet.read(in);
    rhythm.lastMillis = in.readLong();
    rhythm.wokeMillis = in.readLong();
    rhythm.events = Wire.unsigned(in);
    rhythm.quietBits = in.readDouble();
    return rhythm;
  }
}
