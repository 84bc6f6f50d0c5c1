package dev.pubwatch.notify.route;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Hours of each day in which only what is urgent is told.
 *
 * @param from first minute
 * @param to first minute after; before {@code from} when they pass midnight
 * @param zone where the clock hangs: its summer time is followed
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
  QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("must not begin when it ends, was " + from + "-" + to);
    }
  }

  /** When it is over, or the time itself where it is not quiet. */
  Instant over(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    LocalTime clock = local.toLocalTime();
    boolean overnight = to.isBefore(from);
    boolean evening = !clock.isBefore(from);
    boolean morning = clock.isBefore(to);
    if (overnight ? !evening && !morning : !evening || !morning) {
      return time;
    }
    ZonedDateTime end = local.with(to);
    ZonedDateTime over = overnight && evening ? end.plusDays(1).with(to) : end;
    // An hour that a clock set back brings twice may lie before.
    return over.toInstant().isAfter(time) ? over.toInstant() : time;
  }

  boolean holds(Instant time) {
    return over(time).isAfter(time);
  }

  @Override
  public String toString() {
    return from + "-" + to + " " + zone;
  }
}
