package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.surprise.Combination;
import dev.pubwatch.core.surprise.PitmanYor;
import dev.pubwatch.core.surprise.Share;
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
    return PitmanYor.stateLength() + Share.stateLength();
  }

  @Override
  public double pValue(Observation o, double[] state) {
    Seen seen = o.seen(trait);
    if (seen == null || seen.n() <= 0) {
      return Double.NaN;
    }
    Seen above = above(o);
    if (!seen.isNew() || above == null) {
      return PitmanYor.midP(state, 0, seen);
    }
    return PitmanYor.probabilityOfNew(state, 0, seen)
        * Share.midP(state, PitmanYor.stateLength(), isNewAbove(above));
  }

  @Override
  public void learn(Observation o, double[] state) {
    Seen seen = o.seen(trait);
    if (seen == null) {
      return;
    }
    PitmanYor.learn(state, 0, seen);
    Seen above = above(o);
    if (above != null && isFirst(seen)) {
      Share.learn(state, PitmanYor.stateLength(), isNewAbove(above));
    }
  }

  /**
   * The next level up, or null where it has no past. Of values new here a share is new there too:
   * the two are no independent facts, and that share is learned from the stream.
   */
  private @Nullable Seen above(Observation o) {
    Seen above = backOff == null ? null : o.seen(backOff);
    return above == null || above.n() <= 0 ? null : above;
  }

  /** Once seen within a train the value is known to the level above. */
  private static boolean isNewAbove(Seen above) {
    return above.isNew() && above.recent() == 0;
  }

  /** Whether the entity shows the value for the first time. */
  static boolean isFirst(Seen seen) {
    return seen.n() > 0 && seen.isNew() && seen.recent() == 0;
  }

  @Override
  public final double eValue(Observation o, double p) {
    Seen seen = o.seen(trait);
    return seen != null && seen.isNew()
        ? Combination.ofTurn(p, levels(o))
        : Combination.ofQuantity(p);
  }

  /** How many levels a new value is compared with. */
  int levels(Observation o) {
    return above(o) == null ? 1 : 2;
  }

  /** The predictive is learned from the stream as it is; the rank may only take from it. */
  @Override
  public final double calibrated(double raw, double rank) {
    return Math.max(raw, rank);
  }

  @Override
  public final boolean isFresh(Observation o) {
    Seen seen = o.seen(trait);
    return seen != null && isFirst(seen);
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
