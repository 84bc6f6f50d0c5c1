package dev.pubwatch.cli.simulate.world;

import static dev.pubwatch.cli.simulate.world.Calendar.DAY;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Things of one kind that happen to units at random, a Poisson process that follows the hours and
 * days on which people work. A few units see most of it.
 */
final class Stream {
  /** Happens to a unit. */
  private interface Kind {
    void happen(Unit unit, long millis, Dice dice);
  }

  private static final long WHEN = 31;
  private static final long WHAT = 32;

  private final Happenings happenings;
  private final Kind kind;
  private final double perDay;
  private final double byPeople;
  private final int from;
  private final int count;
  private final double skew;
  private boolean workflows;
  private long number;

  private Stream(
      Happenings happenings,
      Kind kind,
      double perDay,
      double byPeople,
      int from,
      int count,
      double skew) {
    this.happenings = happenings;
    this.kind = kind;
    this.perDay = perDay;
    this.byPeople = byPeople;
    this.from = from;
    this.count = count;
    this.skew = skew;
  }

  private Stream ofWorkflows() {
    workflows = true;
    return this;
  }

  /** Those of the background, by its scale, and those of the cast, by its size. */
  static List<Stream> all(Happenings h, double scale, int units, List<Unit> cast) {
    int n = cast.size();
    return java.util.stream.Stream.of(
            new Stream(h, h::use, 2_450 * scale, 0.3, 0, units, 2.5),
            new Stream(h, h::signIn, 90 * scale, 1, 0, units, 1.5),
            new Stream(h, h::edit, 30 * scale, 0.9, 0, units, 1.5).ofWorkflows(),
            new Stream(h, h::run, 220 * scale, 0.7, 0, units, 2),
            new Stream(h, h::rarity, 5 * scale, 0.9, 0, units, 1.5),
            new Stream(h, h::use, 3.0 * n, 0.3, units, n, 1),
            new Stream(h, h::signIn, 0.35 * n, 1, units, n, 1),
            new Stream(h, h::edit, 0.08 * n, 0.9, units, n, 1).ofWorkflows(),
            new Stream(h, h::run, 1.0 * n, 0.7, units, n, 1))
        .filter(stream -> stream.count > 0)
        .toList();
  }

  /** From when on it happens: workflows have a past, as releases do. */
  long begin(Span span, long seed, int stream) {
    return (workflows ? span.history() : span.begin()).toEpochMilli() + gap(seed, stream);
  }

  Happenings happenings() {
    return happenings;
  }

  /** How long until the next one, which may turn out to be none. */
  long gap(long seed, int stream) {
    Dice dice = Dice.of(seed + stream, number, WHEN);
    return Math.max(1, (long) (dice.exponential(1 / perDay) * DAY));
  }

  void happen(long seed, int stream, long now, IntFunction<Unit> units) {
    number++;
    Dice dice = Dice.of(seed + stream, number, WHAT);
    if (dice.chance(1 - byPeople + byPeople * Calendar.activity(now))) {
      int which = (int) (count * StrictMath.pow(dice.share(), skew));
      kind.happen(units.apply(from + which), now, dice);
    }
  }
}
