package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.config.Delivery;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.job.geo.Geo;
import dev.pubwatch.job.geo.GeoFiles;
import dev.pubwatch.job.live.JobHandle;
import dev.pubwatch.job.live.LiveJob;
import dev.pubwatch.job.live.LiveOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The Flink job on a cluster of one inside this JVM. */
final class EmbeddedDetector implements AutoCloseable {
  /** Consumer group that the job's progress is shown under. */
  static final String GROUP = LiveOptions.DEFAULT_GROUP;

  private static final long DEADLINE_SECONDS = 90;
  private static final long LOOK_MILLIS = 50;

  private final JobHandle job;

  private EmbeddedDetector(JobHandle job) {
    this.job = job;
  }

  /**
   * Starts the job from its newest checkpoint and waits until every task of it runs.
   *
   * @param stateIn snapshot to begin with where there is no checkpoint, null for none
   * @param port of Flink's web interface
   */
  static EmbeddedDetector start(
      PubwatchConfig config,
      @Nullable Path stateIn,
      String bootstrap,
      String registryUrl,
      Path checkpoints,
      int port)
      throws IOException, InterruptedException {
    GeoFiles geo = config.geo().files();
    Geo.open(geo).close(); // what is wrong with them is one sentence, not a job that restarts
    LiveOptions options =
        LiveOptions.builder(bootstrap, Map.of("schema.registry.url", registryUrl))
            .group(GROUP)
            .checkpoints(checkpoints, config.checkpointInterval())
            .outOfOrderness(config.outOfOrderness())
            .exactlyOnce(config.delivery() == Delivery.EXACTLY_ONCE)
            .webPort(port)
            .detector(config.detector(Long.MIN_VALUE))
            .geo(geo)
            .stateIn(stateIn)
            .build();
    EmbeddedDetector detector = new EmbeddedDetector(LiveJob.start(options));
    try {
      detector.awaitRunning();
      return detector;
    } catch (InterruptedException | RuntimeException e) {
      detector.close();
      throw e;
    }
  }

  private void awaitRunning() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!job.isRunning()) {
      if (job.ended().isDone() || System.nanoTime() > deadline) {
        throw new CommandFailure("the Flink job does not start: it is " + job.status());
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** Tells when the job ends by itself. */
  void reportTo(Faults faults) {
    var unused =
        job.ended()
            .whenComplete(
                (nothing, failure) -> {
                  if (failure != null) {
                    faults.report("the Flink job", rootMessage(failure), failure);
                  }
                });
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null
        && (root instanceof CompletionException || root.getMessage() == null)) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** Flink's web interface. */
  String url() {
    URI web = job.web();
    return web == null ? "no web interface" : web.toString();
  }

  /** Takes a last checkpoint first. */
  @Override
  public void close() {
    job.stop();
  }
}
