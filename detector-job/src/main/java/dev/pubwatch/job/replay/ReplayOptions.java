package dev.pubwatch.job.replay;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.job.geo.GeoFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to replay.
 *
 * @param inputs what to read, in any order
 * @param since events before it are left out; null for none
 * @param until events from it on are left out; null for none
 * @param warmUp events before it are learned and scored but never alert; null: as {@code detector}
 *     says
 * @param exposures file of exposures, canonical JSON lines; null for none
 * @param verdicts file of verdicts, canonical JSON lines; null for none
 * @param alerts target of alerts, a path or {@code -} for stdout; null for none
 * @param scores target of scores, likewise
 * @param rejects target of rejects, likewise
 * @param detector what the operator set
 * @param hasher turns secrets in the inputs into ids
 * @param parallelism tasks a stage; 0 for the default of one, which needs no shuffle and so is
 *     faster than two on two cores
 * @param tempFolder where to sort, about as much as the inputs unpacked; null for the system's
 * @param geo what addresses are looked up in
 * @param stateIn snapshot to begin with; null to begin with nothing
 * @param stateOut target of a snapshot of what was learned, a path; null for none
 */
public record ReplayOptions(
    List<ReplayInput> inputs,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable Instant warmUp,
    @Nullable Path exposures,
    @Nullable Path verdicts,
    @Nullable String alerts,
    @Nullable String scores,
    @Nullable String rejects,
    DetectorConfig detector,
    CredentialHasher hasher,
    int parallelism,
    @Nullable Path tempFolder,
    GeoFiles geo,
    @Nullable Path stateIn,
    @Nullable String stateOut) {

  public ReplayOptions {
    inputs = List.copyOf(inputs);
    if (parallelism < 0) {
      throw new IllegalArgumentException("parallelism must be 0 or more, was " + parallelism);
    }
    if (since != null && until != null && !since.isBefore(until)) {
      throw new IllegalArgumentException(
          "since must be before until, was %s and %s".formatted(since, until));
    }
  }

  /** Options without verdicts that look no address up, begin with nothing and leave no snapshot. */
  public ReplayOptions(
      List<ReplayInput> inputs,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Instant warmUp,
      @Nullable Path exposures,
      @Nullable String alerts,
      @Nullable String scores,
      @Nullable String rejects,
      DetectorConfig detector,
      CredentialHasher hasher,
      int parallelism,
      @Nullable Path tempFolder) {
    this(
        inputs,
        since,
        until,
        warmUp,
        exposures,
        null,
        alerts,
        scores,
        rejects,
        detector,
        hasher,
        parallelism,
        tempFolder,
        GeoFiles.NONE,
        null,
        null);
  }

  /** Options with nothing but inputs: no outputs, the documented detector. */
  public static ReplayOptions of(List<ReplayInput> inputs, CredentialHasher hasher) {
    return new ReplayOptions(
        inputs, null, null, null, null, null, null, null, DetectorConfig.DEFAULTS, hasher, 0, null);
  }

  /** The same with other outputs; null for none. */
  public ReplayOptions withOutputs(
      @Nullable String toAlerts, @Nullable String toScores, @Nullable String toRejects) {
    return new ReplayOptions(
        inputs,
        since,
        until,
        warmUp,
        exposures,
        verdicts,
        toAlerts,
        toScores,
        toRejects,
        detector,
        hasher,
        parallelism,
        tempFolder,
        geo,
        stateIn,
        stateOut);
  }

  /** The same between two snapshots; null for none. */
  public ReplayOptions withState(@Nullable Path in, @Nullable String out) {
    return new ReplayOptions(
        inputs,
        since,
        until,
        warmUp,
        exposures,
        verdicts,
        alerts,
        scores,
        rejects,
        detector,
        hasher,
        parallelism,
        tempFolder,
        geo,
        in,
        out);
  }

  /** The same with verdicts; null for none. */
  public ReplayOptions withVerdicts(@Nullable Path file) {
    return new ReplayOptions(
        inputs,
        since,
        until,
        warmUp,
        exposures,
        file,
        alerts,
        scores,
        rejects,
        detector,
        hasher,
        parallelism,
        tempFolder,
        geo,
        stateIn,
        stateOut);
  }

  /** The same with addresses looked up. */
  public ReplayOptions withGeo(GeoFiles files) {
    return new ReplayOptions(
        inputs,
        since,
        until,
        warmUp,
        exposures,
        verdicts,
        alerts,
        scores,
        rejects,
        detector,
        hasher,
        parallelism,
        tempFolder,
        files,
        stateIn,
        stateOut);
  }

  DetectorConfig effectiveDetector() {
    return warmUp == null
        ? detector
        : new DetectorConfig(
            detector.alertsPerDay(),
            detector.minScoreBits(),
            warmUp.toEpochMilli(),
            detector.repositories(),
            detector.policies());
  }

  int effectiveParallelism() {
    return Math.max(1, parallelism);
  }
}
