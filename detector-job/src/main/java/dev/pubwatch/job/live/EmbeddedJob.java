package dev.pubwatch.job.live;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job and the cluster made for it. */
final class EmbeddedJob implements JobHandle {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedJob.class);
  private static final long PATIENCE_SECONDS = 30;

  private final MiniCluster cluster;
  private final JobID id;
  private final @Nullable Path restoredFrom;
  private final @Nullable URI web;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AtomicBoolean stopping = new AtomicBoolean();

  private EmbeddedJob(
      MiniCluster cluster, JobID id, @Nullable Path restoredFrom, @Nullable URI web) {
    this.cluster = cluster;
    this.id = id;
    this.restoredFrom = restoredFrom;
    this.web = web;
  }

  static JobHandle start(JobGraph job, LiveOptions options, @Nullable Path restoredFrom)
      throws IOException {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(options))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(options.parallelism())
                .build());
    try {
      cluster.start();
      JobID id = cluster.submitJob(job).get(PATIENCE_SECONDS, TimeUnit.SECONDS).getJobID();
      URI web = options.webPort() == LiveOptions.NO_WEB ? null : cluster.getRestAddress().get();
      EmbeddedJob running = new EmbeddedJob(cluster, id, restoredFrom, web);
      var unused = cluster.requestJobResult(id).whenComplete(running::onEnd);
      return running;
    } catch (Exception e) {
      await("end of the cluster", cluster.closeAsync());
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("the Flink job could not be started: " + e.getMessage(), e);
    }
  }

  private static Configuration configuration(LiveOptions options) {
    Configuration config = new Configuration();
    config.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    config.set(RestOptions.ADDRESS, "127.0.0.1");
    config.set(RestOptions.BIND_PORT, String.valueOf(Math.max(0, options.webPort())));
    // One process: what is silent was paused as a whole, by its collector or by a closed lid.
    config.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofDays(1));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
    return config;
  }

  private void onEnd(@Nullable JobResult result, @Nullable Throwable failure) {
    if (stopping.get()) {
      ended.complete(null);
    } else if (failure != null) {
      ended.completeExceptionally(failure);
    } else {
      Throwable cause = result == null ? null : result.getSerializedThrowable().orElse(null);
      ended.completeExceptionally(new IllegalStateException("the Flink job ended", plain(cause)));
    }
  }

  private static @Nullable Throwable plain(@Nullable Throwable failure) {
    return failure instanceof SerializedThrowable serialized
        ? serialized.deserializeError(EmbeddedJob.class.getClassLoader())
        : failure;
  }

  @Override
  public String status() {
    if (stopping.get()) {
      return "STOPPED";
    }
    try {
      return cluster.getJobStatus(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS).name();
    } catch (ExecutionException | TimeoutException e) {
      return "UNKNOWN";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "UNKNOWN";
    }
  }

  @Override
  public boolean isRunning() {
    if (stopping.get()) {
      return false;
    }
    try {
      var graph = cluster.getExecutionGraph(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
          .allMatch(task -> task.getExecutionState() == ExecutionState.RUNNING);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public @Nullable String restoredFrom() {
    return restoredFrom == null ? null : restoredFrom.toString();
  }

  @Override
  public @Nullable URI web() {
    return web;
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void stop() {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    await("last checkpoint", cluster.triggerCheckpoint(id));
    await("cancellation", cluster.cancelJob(id));
    await("end of the job", cluster.requestJobResult(id));
    await("end of the cluster", cluster.closeAsync());
    ended.complete(null);
  }

  /**
   * A step that fails does not keep the next from being taken: the last checkpoint still counts.
   */
  private static void await(String step, CompletableFuture<?> done) {
    try {
      done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("{} did not succeed: {}", step, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
