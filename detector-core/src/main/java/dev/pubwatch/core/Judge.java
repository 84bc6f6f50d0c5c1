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

  Codec<S> codec();
}
