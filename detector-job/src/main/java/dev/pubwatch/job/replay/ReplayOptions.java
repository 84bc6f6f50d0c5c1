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

  /** Options with nothing but inputs: no outputs, the documented detector. */
  public static ReplayOptions of(List<ReplayInput> inputs, CredentialHasher hasher) {
    return builder(inputs, hasher).build();
  }

  /** Begins with nothing but inputs. */
  public static Builder builder(List<ReplayInput> inputs, CredentialHasher hasher) {
    return new Builder(inputs, hasher);
  }

  /** The same, to be changed. */
  public Builder toBuilder() {
    return new Builder(inputs, hasher)
        .between(since, until)
        .warmUp(warmUp)
        .exposures(exposures)
        .verdicts(verdicts)
        .outputs(alerts, scores, rejects)
        .detector(detector)
        .parallelism(parallelism)
        .tempFolder(tempFolder)
        .geo(geo)
        .state(stateIn, stateOut);
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

  /** Options in the making; see the record for what each means. */
  public static final class Builder {
    private final List<ReplayInput> inputs;
    private final CredentialHasher hasher;
    private @Nullable Instant since;
    private @Nullable Instant until;
    private @Nullable Instant warmUp;
    private @Nullable Path exposures;
    private @Nullable Path verdicts;
    private @Nullable String alerts;
    private @Nullable String scores;
    private @Nullable String rejects;
    private DetectorConfig detector = DetectorConfig.DEFAULTS;
    private int parallelism;
    private @Nullable Path tempFolder;
    private GeoFiles geo = GeoFiles.NONE;
    private @Nullable Path stateIn;
    private @Nullable String stateOut;

    private Builder(List<ReplayInput> inputs, CredentialHasher hasher) {
      this.inputs = inputs;
      this.hasher = hasher;
    }

    public Builder between(@Nullable Instant first, @Nullable Instant end) {
      this.since = first;
      this.until = end;
      return this;
    }

    public Builder warmUp(@Nullable Instant end) {
      this.warmUp = end;
      return this;
    }

    public Builder exposures(@Nullable Path file) {
      this.exposures = file;
      return this;
    }

    public Builder verdicts(@Nullable Path file) {
      this.verdicts = file;
      return this;
    }

    public Builder outputs(
        @Nullable String toAlerts, @Nullable String toScores, @Nullable String toRejects) {
      this.alerts = toAlerts;
      this.scores = toScores;
      this.rejects = toRejects;
      return this;
    }

    public Builder detector(DetectorConfig config) {
      this.detector = config;
      return this;
    }

    public Builder parallelism(int tasks) {
      this.parallelism = tasks;
      return this;
    }

    public Builder tempFolder(@Nullable Path folder) {
      this.tempFolder = folder;
      return this;
    }

    public Builder geo(GeoFiles files) {
      this.geo = files;
      return this;
    }

    public Builder state(@Nullable Path in, @Nullable String out) {
      this.stateIn = in;
      this.stateOut = out;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException when they cannot be
     */
    public ReplayOptions build() {
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
          stateIn,
          stateOut);
    }
  }
}
