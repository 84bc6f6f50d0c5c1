package dev.pubwatch.job.stream;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Stage;
import org.apache.flink.api.java.functions.KeySelector;
import org.jspecify.annotations.Nullable;

/**
 * The stage's key. An event without one is routed by its id, spread over all tasks, and touches no
 * state there.
 */
final class StageKey implements KeySelector<Observation, String> {
  private static final long serialVersionUID = 1;

  private final DetectorFactory detector;
  private final int index;
  private transient @Nullable Stage<Object> stage;

  StageKey(DetectorFactory detector, int index) {
    this.detector = detector;
    this.index = index;
  }

  @Override
  public String getKey(Observation observation) {
    Stage<Object> known = stage;
    if (known == null) {
      known = Stages.get(detector, index);
      stage = known;
    }
    return route(known.key(observation.event()), observation);
  }

  /** Where an observation goes that has such a key. */
  static String route(@Nullable String key, Observation observation) {
    return key == null ? observation.event().eventId() : key;
  }
}
