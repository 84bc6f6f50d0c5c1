package dev.pubwatch.job.stream;

import dev.pubwatch.core.Detector;
import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Detectors;
import dev.pubwatch.core.RepositoryMap;
import dev.pubwatch.core.policy.PolicySettings;
import dev.pubwatch.job.geo.GeoFiles;
import java.util.Map;

/** Core's detector for a configuration. */
public record StandardDetector(
    double alertsPerDay,
    double minScoreBits,
    long warmUpUntilMillis,
    GeoFiles geo,
    Map<String, String> repositories,
    PolicySettings policies)
    implements DetectorFactory {

  public StandardDetector {
    repositories = Map.copyOf(repositories);
  }

  /** One that looks no address up. */
  public static StandardDetector of(DetectorConfig config) {
    return of(config, GeoFiles.NONE);
  }

  /** One that looks addresses up in files. */
  public static StandardDetector of(DetectorConfig config, GeoFiles geo) {
    return new StandardDetector(
        config.alertsPerDay(),
        config.minScoreBits(),
        config.warmUpUntilMillis(),
        geo,
        config.repositories().byPackage(),
        config.policies());
  }

  @Override
  public Detector create() {
    return Detectors.create(
        new DetectorConfig(
            alertsPerDay,
            minScoreBits,
            warmUpUntilMillis,
            new RepositoryMap(repositories),
            policies));
  }

  @Override
  public Class<? extends DetectorCodecs> codecs() {
    return Codecs.class;
  }

  /** Named in checkpoints. */
  public static final class Codecs extends DetectorCodecs {
    /** For Flink. */
    public Codecs() {}

    @Override
    protected Detector detector() {
      return Detectors.create(DetectorConfig.DEFAULTS);
    }
  }
}
