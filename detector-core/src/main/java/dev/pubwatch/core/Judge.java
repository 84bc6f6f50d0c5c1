package dev.pubwatch.core;

import java.util.function.Consumer;

/**
 * The last step, one for the whole stream: weighs what the stages said, calibrates it against the
 * stream, spends the alert budget.
 *
 * @param <S> its state
 */
public interface Judge<S> {

  /** Stable name, also the operator's uid. */
  String name();

  S fresh();

  /**
   * Judges one event; called in order of (event time, event id) over the whole stream.
   *
   * @param alerts takes alerts and their revisions
   * @return the event's score
   */
  Score judge(S state, Observation observation, Consumer<Alert> alerts);

  /**
   * Takes what an analyst said of an alert; called in place of {@link #judge} for an event of kind
   * {@link EventKind#VERDICT}, in the same order. The same verdict twice is the same as once.
   */
  default void heed(S state, Verdict verdict) {}

  Codec<S> codec();
}
