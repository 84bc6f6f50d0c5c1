package dev.pubwatch.job.stream;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Detector;
import dev.pubwatch.core.Stage;
import dev.pubwatch.job.types.CodecProvider;

/** The codecs of a detector: {@code observation}, {@code judge}, {@code stage/NAME}. */
public abstract class DetectorCodecs implements CodecProvider {
  static final String OBSERVATION = "observation";
  static final String JUDGE = "judge";
  private static final String STAGE = "stage/";

  /** A detector of any configuration: codecs do not depend on it. */
  protected abstract Detector detector();

  static String of(Stage<?> stage) {
    return STAGE + stage.name();
  }

  @Override
  public final Codec<?> codec(String name) {
    Detector detector = detector();
    if (name.equals(OBSERVATION)) {
      return detector.observations();
    }
    if (name.equals(JUDGE)) {
      return detector.judge().codec();
    }
    for (Stage<?> stage : detector.stages()) {
      if (name.equals(of(stage))) {
        return stage.codec();
      }
    }
    throw new IllegalArgumentException(
        "the detector has no codec called %s; its stages are %s"
            .formatted(name, detector.stages().stream().map(Stage::name).toList()));
  }
}
