package dev.pubwatch.cli.simulate.world;

/** When people work: hours of the day where they live, fewer at weekends. */
final class Calendar {
  static final long SECOND = 1_000L;
  static final long HOUR = 3_600_000L;
  static final long DAY = 86_400_000L;

  private static final int THURSDAY = 3; // 1970-01-01, counted from Monday
  private static final double LATE_START = 15.0; // the middle of a maintainer's day
  private static final double SPREAD_HOURS = 3.8;

  /** Share of weekend work that waits for the week; the npm history has half as much then. */
  private static final double WAITS_FOR_MONDAY = 0.7;

  private Calendar() {}

  /** The same day or the next, at an hour at which somebody of that zone works; never earlier. */
  static long working(long millis, int zone, Dice dice) {
    long day = Math.floorDiv(millis + zone * HOUR, DAY);
    double hour = LATE_START + SPREAD_HOURS * dice.normal();
    hour = Math.min(25.9, Math.max(6, hour));
    boolean waits = dice.chance(WAITS_FOR_MONDAY);
    int patience = dice.below(4);
    long at = at(day, hour, zone);
    if (at < millis) {
      day++;
      at = at(day, hour, zone);
    }
    int weekday = weekday(day);
    return weekday >= 5 && waits ? at + (7 - weekday + patience) * DAY : at;
  }

  private static long at(long day, double hour, int zone) {
    return day * DAY + (long) (hour * HOUR) - zone * HOUR;
  }

  private static int weekday(long day) {
    return (int) Math.floorMod(day + THURSDAY, 7L);
  }

  /** How busy the world is at a moment, 0 to 1: its people's part of what happens. */
  static double activity(long millis) {
    double hour = Math.floorMod(millis, DAY) / (double) HOUR;
    double daily = 0.65 + 0.35 * StrictMath.cos((hour - 15.5) / 24 * 2 * StrictMath.PI);
    return weekday(Math.floorDiv(millis, DAY)) >= 5 ? daily * (1 - WAITS_FOR_MONDAY) : daily;
  }
}
