package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.surprise.PitmanYor;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A categorical value that is rare or new for an entity. */
abstract class TraitSignal extends Signal {
  private final Trait trait;
  private final @Nullable Trait backOff;
  private final String noun;
  private final String entity;
  private final Function<Event, @Nullable String> value;

  /**
   * @param backOff the same value at the next level up: a value new here but known there surprises
   *     less; null for none
   * @param noun what the value is, for a person
   * @param entity whose history it is compared with, for a person
   */
  TraitSignal(
      String name,
      Group group,
      double attackShare,
      Trait trait,
      @Nullable Trait backOff,
      String noun,
      String entity,
      Function<Event, @Nullable String> value) {
    super(name, group, attackShare);
    this.trait = trait;
    this.backOff = backOff;
    this.noun = noun;
    this.entity = entity;
    this.value = value;
  }

  @Override
  public int stateLength() {
    return PitmanYor.stateLength();
  }

  @Override
  public double pValue(Observation o, double[] state) {
    Seen seen = o.seen(trait);
    if (seen == null || seen.n() <= 0) {
      return Double.NaN;
    }
    Seen above = backOff == null ? null : o.seen(backOff);
    if (!seen.isNew() || above == null || above.n() <= 0) {
      return PitmanYor.midP(state, seen);
    }
    double here = PitmanYor.probabilityOfNew(state, seen);
    double there = PitmanYor.probabilityOfNew(state, above);
    return above.isNew() ? here * there / 2 : here * (there + (1 - there) / 2);
  }

  @Override
  public void learn(Observation o, double[] state) {
    Seen seen = o.seen(trait);
    if (seen != null) {
      PitmanYor.learn(state, seen);
    }
  }

  @Override
  public String observed(Observation o) {
    Seen seen = o.seen(trait);
    String shown = String.valueOf(value.apply(o.event()));
    boolean isNew = seen != null && seen.isNew();
    return noun + " " + shown + (isNew ? ", new to the " : ", rare for the ") + entity;
  }

  @Override
  public String expected(Observation o) {
    Seen seen = o.seen(trait);
    if (seen == null || seen.usual() == null) {
      return noun + "s that the " + entity + " often shows";
    }
    long share = Math.round(100 * seen.usualCount() / seen.n());
    return String.format(Locale.ROOT, "%s %s (%d %% of its past)", noun, seen.usual(), share);
  }

  @Override
  public long history(Observation o) {
    Seen seen = o.seen(trait);
    return seen == null ? 0 : Math.round(seen.n());
  }
}
