package dev.pubwatch.core.baseline;

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

  private static final double HOUR_MILLIS = 3_600_000.0;
  private static final int BINS = 36;

  private Quantiles quiet = newQuantiles();
  private long lastMillis = Long.MIN_VALUE;
  private long events; private long wokeMillis;
  private double sessionQuiet = Double.NaN;

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
    if (newSession) {
      double g = Math.log(gap / HOUR_MILLIS) / Math.log(2);
      if (Double.isNaN(sessionQuiet) || g >= sessionQuiet || nowMillis - wokeMillis > Long.getLong("wake",0) * 86_400_000L) { sessionQuiet = g; wokeMillis = nowMillis; }
      else { Reading r = quiet.look(sessionQuiet); quiet.learn(g); return withoutThisSession(r); }
    }
    if (Double.isNaN(sessionQuiet)) {
      return null;
    }
    Reading reading = quiet.look(sessionQuiet);
    if (newSession) {
      quiet.learn(sessionQuiet);
      return reading;
    }
    return withoutThisSession(reading);
  }

  /**
   * The session's own quiet time was learned at its first event; take it out of its own history.
   */
  private static Reading withoutThisSession(Reading r) {
    return new Reading(r.value(), Math.max(0, r.tail() - 1), Math.max(0, r.n() - 1), r.usual());
  }

  /** Events so far, this one included. */
  long events() {
    return events;
  }

  Rhythm copy() {
    Rhythm copy = new Rhythm();
    copy.quiet = quiet.copy();
    copy.lastMillis = lastMillis;
    copy.events = events;
    copy.sessionQuiet = sessionQuiet;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    quiet.write(out);
    out.writeLong(lastMillis);
    Wire.unsigned(out, events);
    out.writeFloat((float) sessionQuiet);
  }

  static Rhythm read(DataInput in) throws IOException {
    Rhythm rhythm = new Rhythm();
    rhythm.quiet.read(in);
    rhythm.lastMillis = in.readLong();
    rhythm.events = Wire.unsigned(in);
    rhythm.sessionQuiet = in.readFloat();
    return rhythm;
  }
}
