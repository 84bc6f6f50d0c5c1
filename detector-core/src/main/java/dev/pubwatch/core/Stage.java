package dev.pubwatch.core;

import org.jspecify.annotations.Nullable;

/**
 * One keyed step of the detector: the baselines of one kind of entity.
 *
 * <p>The framework calls {@link #observe} once per event, in order of (event time, event id) per
 * key, and keeps the state. A stage first describes the event against the state, then learns from
 * it; it never reads a clock.
 *
 * @param <S> state of one key, bounded in size
 */
public interface Stage<S> {

  /** Stable name, also the operator's uid: renaming one is a migration. */
  String name();

  /** The entity that the event belongs to, or null when it passes this stage by. */
  @Nullable String key(Event event);

  /** State of an entity never seen before. */
  S fresh();

  /** Adds what this entity's past says of the event to the observation, then learns from it. */
  void observe(S state, Observation observation);

  /**
   * Takes what an analyst said of an alert: called in place of {@link #observe} for an event of
   * kind {@link EventKind#VERDICT}, in the same order. The same verdict twice is the same as once.
   *
   * @return whether this entity had anything that the verdict is about
   */
  default boolean heed(S state, Verdict verdict) {
    return false;
  }

  /**
   * From when on the state of an entity that is gone may be dropped, in epoch milliseconds of event
   * time; the default, {@link Long#MAX_VALUE}, keeps it for good. Only a later event may change it.
   */
  default long endMillis(S state) {
    return Long.MAX_VALUE;
  }

  /** How the state is written. */
  Codec<S> codec();

  /** Tells what the state holds normal; a stage with nothing to tell stays silent. */
  default void describe(S state, Describer out) {}
}
