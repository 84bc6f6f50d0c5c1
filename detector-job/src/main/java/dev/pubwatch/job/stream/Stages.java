package dev.pubwatch.job.stream;

import dev.pubwatch.core.Judge;
import dev.pubwatch.core.Stage;

/** The detector's parts under the state type that only they know. */
final class Stages {
  private Stages() {}

  /** The stage's state is handed back to the same stage alone, so its type never matters. */
  @SuppressWarnings("unchecked")
  static <S> Stage<S> get(DetectorFactory detector, int index) {
    return (Stage<S>) detector.create().stages().get(index);
  }

  @SuppressWarnings("unchecked")
  static <S> Judge<S> judge(DetectorFactory detector) {
    return (Judge<S>) detector.create().judge();
  }

  @SuppressWarnings("unchecked")
  static <S> Class<S> stateClass() {
    return (Class<S>) Object.class;
  }
}
