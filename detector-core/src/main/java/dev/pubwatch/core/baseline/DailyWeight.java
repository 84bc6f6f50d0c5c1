package dev.pubwatch.core.baseline;

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

  private DailyWeight() {}

  /** Weight of one more sighting after others of the same day. */
  static float next(int sightingsBefore) {
    return ofDay(sightingsBefore + 1) - ofDay(sightingsBefore);
  }

  /** Weight of all sightings of a day. */
  static float ofDay(int sightings) {
    return (float) (StrictMath.log1p(sightings) / StrictMath.log(2));
  }

  /** Whether a moment is beyond the day that began at another; a late one never is. */
  static boolean isOver(long dayMillis, long nowMillis) {
    return nowMillis - dayMillis >= DAY_MILLIS;
  }
}
