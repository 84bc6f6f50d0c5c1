package dev.pubwatch.job.live;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Detectors;
import dev.pubwatch.job.snapshot.SnapshotHeader;
import dev.pubwatch.job.snapshot.Snapshots;
import dev.pubwatch.job.stream.LearnedParts;
import dev.pubwatch.job.stream.StandardDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The live job: embedded, or submitted to a cluster with {@code flink run}. */
public final class LiveJob {
  static final String NAME = "pubwatch detector";
  private static final Duration WATERMARK_INTERVAL = Duration.ofMillis(100);

  private LiveJob() {}

  /**
   * Starts the job on a cluster inside this JVM, from the newest complete checkpoint there is, else
   * from the snapshot that was given.
   *
   * @throws IOException when neither can be read, or the cluster cannot start
   */
  public static JobHandle start(LiveOptions options) throws IOException {
    Path folder = options.checkpoints();
    Path newest = null;
    if (folder != null) {
      Files.createDirectories(folder);
      newest = Checkpoints.newest(folder);
    }
    Path snapshot = options.stateIn();
    if (newest == null && snapshot != null) {
      checkSnapshot(snapshot);
    }
    JobGraph job = environment(options).getStreamGraph().getJobGraph();
    if (newest != null) {
      job.setSavepointRestoreSettings(
          SavepointRestoreSettings.forPath(
              newest.toUri().toString(), false, RecoveryClaimMode.CLAIM));
    }
    return EmbeddedJob.start(job, options, newest);
  }

  /**
   * Reads a snapshot that a job is to begin with, every state of it.
   *
   * @return what it says of itself
   * @throws dev.pubwatch.job.snapshot.SnapshotException when the job could not begin with it
   */
  public static SnapshotHeader checkSnapshot(Path snapshot) throws IOException {
    return Snapshots.check(
        snapshot, LearnedParts.codecs(Detectors.create(DetectorConfig.DEFAULTS)));
  }

  /** The checkpoint that a job over that folder would go on from, or null when there is none. */
  public static @Nullable Path newestCheckpoint(Path folder) throws IOException {
    return Checkpoints.newest(folder);
  }

  /** For {@code flink run}: options as {@link LiveArguments} reads them. */
  public static void main(String[] args) throws Exception {
    LiveOptions options = LiveArguments.parse(args);
    if (options.stateIn() != null) {
      checkSnapshot(options.stateIn());
    }
    environment(options).execute(NAME);
  }

  static StreamExecutionEnvironment environment(LiveOptions options) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(options));
    env.setParallelism(options.parallelism());
    new LiveTopology(options, StandardDetector.of(options.detector(), options.geo())).define(env);
    return env;
  }

  private static Configuration configuration(LiveOptions options) {
    Configuration config = new Configuration();
    config.set(PipelineOptions.NAME, NAME);
    config.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, WATERMARK_INTERVAL);
    config.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
    config.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    setFolder(options.checkpoints(), config);
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    return config;
  }

  private static void setFolder(@Nullable Path folder, Configuration config) {
    if (folder != null) {
      config.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
      config.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toAbsolutePath().toUri().toString());
    }
  }
}
