package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;
import java.util.Locale;

/** An hour of the day in which the account rarely acts. Needs {@code actor.id}. */
final class HourOfAccount extends MeasureSignal {
  HourOfAccount() {
    super(
        "hour_of_account",
        Group.WHEN,
        AttackShare.WEAK,
        Measure.HOUR_OF_ACTOR,
        v -> String.format(Locale.ROOT, "an hour %.1f bits off its rhythm", v));
  }
}
