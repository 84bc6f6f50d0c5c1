package dev.pubwatch.core;

import dev.pubwatch.core.baseline.ActorStage;
import dev.pubwatch.core.baseline.CredentialStage;
import dev.pubwatch.core.baseline.OwnerStage;
import dev.pubwatch.core.baseline.ProjectStage;
import dev.pubwatch.core.judge.StreamJudge;
import java.util.List;

/** Puts detectors together. */
public final class Detectors {
  private Detectors() {}

  /** The detector for a configuration. */
  public static Detector create(DetectorConfig config) {
    return new Detector(
        List.of(
            new OwnerStage(),
            new ProjectStage(config.repositories()),
            new CredentialStage(config.repositories()),
            new ActorStage()),
        new StreamJudge(config),
        new ObservationCodec());
  }
}
