package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Verdict;
import java.util.function.Consumer;

/**
 * Finds what no single event shows.
 *
 * @param <S> what it remembers; bounded, and changed by nobody else
 */
public interface Correlator<S> {
  /** Stable name, as in state. */
  String name();

  S fresh();

  Codec<S> codec();

  /**
   * Takes an event that has been judged, in order of event time but for late ones.
   *
   * @param alerts takes what is to be told; nobody listens during warm-up
   */
  void observe(S state, Judged judged, Consumer<Alert> alerts);

  /** Takes what an analyst said. */
  default void heed(S state, Verdict verdict) {}
}
