package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Reading;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.Wire;
import dev.pubwatch.core.surprise.Log2;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An entity's own pace: how long it is usually quiet between sessions. Events less than {@link
 * #SESSION_MILLIS} apart are one session and share the quiet time before it, so that the third
 * release of a burst still shows that the project had slept for years.
 *
 * <p>An entity that keeps a {@link Schedule} is not quiet for long while it keeps it: a monthly job
 * is as usual after 31 days as after 28.
 */
final class Rhythm {
  static final long SESSION_MILLIS = 2 * 3_600_000L;

  /** For a week after it woke an entity is judged by the longest quiet time that ended in it. */
  static final long AWAKE_MILLIS = ValueTable.PROBATION_MILLIS;

  private static final double HOUR_MILLIS = 3_600_000.0;
  private static final int BINS = 36;

  private Quantiles quiet = newQuantiles();
  private Schedule schedule = new Schedule();
  private long lastMillis = Long.MIN_VALUE;
  private long wokeMillis;
  private long events;
  private double quietBits = Double.NaN;
  private boolean onTime;
  private @Nullable Ruling ruling;

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
    double gapBits = Log2.of(Math.max(gap, 1) / HOUR_MILLIS);
    boolean wakes = newSession && (gapBits >= quietBits || !awake(nowMillis));
    if (wakes || (newSession && Double.isNaN(quietBits))) {
      wake(gapBits, nowMillis);
    }
    if (Double.isNaN(quietBits) || isSettled()) {
      return null;
    }
    // The session's own quiet time was learned at its first event and is no past of its own.
    Reading reading = wakes ? quiet.look(quietBits) : quiet.lookWithout(quietBits);
    if (newSession) {
      quiet.learn(gapBits);
      schedule.learn(gapBits);
    }
    return onTime ? asUsual(reading) : reading;
  }

  /** Like half of its past, whatever the bins say. */
  private static Reading asUsual(Reading r) {
    double usual = Math.max(r.usual(), r.value());
    return new Reading(r.value(), Math.max(r.tail(), r.n() / 2), r.n(), usual);
  }

  private void wake(double gapBits, long nowMillis) {
    if (Ruling.isHeld(ruling)) {
      quiet.unlearn(quietBits);
    }
    ruling = null;
    quietBits = gapBits;
    wokeMillis = nowMillis;
    onTime = schedule.expects(gapBits);
  }

  private boolean isSettled() {
    return ruling != null && !ruling.held();
  }

  /**
   * Takes a verdict; true when it is about the last waking. Settled, the quiet time before it is no
   * longer held against what follows; held back, it will not have taught anything.
   */
  boolean heed(Verdict verdict) {
    boolean concerned = !Double.isNaN(quietBits) && verdict.beganWith(wokeMillis);
    ruling = Ruling.after(ruling, verdict, concerned);
    return concerned;
  }

  private boolean awake(long nowMillis) {
    return nowMillis - wokeMillis <= AWAKE_MILLIS && !isSettled();
  }

  /** The latest event, in epoch milliseconds. */
  long lastMillis() {
    return lastMillis;
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
    copy.schedule = schedule.copy();
    copy.onTime = onTime;
    copy.lastMillis = lastMillis;
    copy.wokeMillis = wokeMillis;
    copy.events = events;
    copy.quietBits = quietBits;
    copy.ruling = ruling;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    quiet.write(out);
    schedule.write(out);
    out.writeBoolean(onTime);
    out.writeLong(lastMillis);
    out.writeLong(wokeMillis);
    Wire.unsigned(out, events);
    out.writeDouble(quietBits);
    Ruling.write(ruling, out);
  }

  static Rhythm read(DataInput in) throws IOException {
    Rhythm rhythm = new Rhythm();
    rhythm.quiet.read(in);
    rhythm.schedule = Schedule.read(in);
    rhythm.onTime = in.readBoolean();
    rhythm.lastMillis = in.readLong();
    rhythm.wokeMillis = in.readLong();
    rhythm.events = Wire.unsigned(in);
    rhythm.quietBits = in.readDouble();
    rhythm.ruling = Ruling.read(in);
    return rhythm;
  }
}
