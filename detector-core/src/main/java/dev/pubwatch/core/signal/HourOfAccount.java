package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Trait;
import java.util.Locale;

/** An hour of the day in which the account rarely acts. Needs {@code actor.id}. */
final class HourOfAccount extends MeasureSignal {
  HourOfAccount() {
    super("hour_of_account", Group.WHEN, AttackShare.WEAK, Measure.HOUR_OF_ACTOR, String::valueOf);
  }

  @Override
  public String observed(Observation o) {
    long hour = Math.floorMod(o.event().timeMillis() / 3_600_000L, 24L);
    return String.format(
        Locale.ROOT, "at %02d:00 UTC, an hour in which the account rarely acts", hour);
  }

  @Override
  public String expected(Observation o) {
    return "hours in which the account often acts";
  }

  @Override
  public long history(Observation o) {
    Seen actions = o.seen(Trait.ACTION_OF_ACTOR);
    return actions == null ? 0 : Math.round(actions.n());
  }
}
