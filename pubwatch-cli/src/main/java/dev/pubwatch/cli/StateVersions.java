package dev.pubwatch.cli;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Detectors;
import dev.pubwatch.job.snapshot.Snapshots;
import dev.pubwatch.job.stream.LearnedParts;
import java.util.stream.Collectors;

/** In which versions learned state is written. */
final class StateVersions {
  private StateVersions() {}

  static String shown() {
    String parts =
        LearnedParts.sections(Detectors.create(DetectorConfig.DEFAULTS)).stream()
            .map(section -> section.uid() + " " + section.codecVersion())
            .collect(Collectors.joining(", "));
    return "snapshot format %d: %s".formatted(Snapshots.FORMAT, parts);
  }
}
