package dev.pubwatch.job.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.SerializedThrowable;

/** Runs one bounded job on a cluster inside this JVM and takes the cluster down again. */
final class EmbeddedRun {
  private EmbeddedRun() {}

  /**
   * Runs a job to its end.
   *
   * @return the job's accumulators by name
   * @throws ReplayException when the job fails or the thread is interrupted
   */
  static Map<String, Long> run(JobGraph job, int slots, Path temp) throws ReplayException {
    MiniClusterConfiguration config =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration(temp))
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(slots)
            .build();
    try (MiniCluster cluster = new MiniCluster(config)) {
      cluster.start();
      return result(cluster, job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayException("interrupted", e);
    } catch (ReplayException e) {
      throw e;
    } catch (Exception e) {
      throw new ReplayException("scoring failed: " + Faults.say(e), e);
    }
  }

  private static Map<String, Long> result(MiniCluster cluster, JobGraph job) throws Exception {
    JobID id = cluster.submitJob(job).get().getJobID();
    JobResult result = finished(cluster, id);
    if (!result.isSuccess()) {
      Throwable cause = result.getSerializedThrowable().<Throwable>map(t -> t).orElse(null);
      throw new ReplayException(
          "scoring failed: " + (cause == null ? "the job was cancelled" : unwrap(cause)), cause);
    }
    Map<String, Long> counts = new TreeMap<>();
    ClassLoader loader = EmbeddedRun.class.getClassLoader();
    for (var entry : result.getAccumulatorResults().entrySet()) {
      if (entry.getValue().deserializeValue(loader).get() instanceof Long count) {
        counts.put(entry.getKey(), count);
      }
    }
    return counts;
  }

  private static JobResult finished(MiniCluster cluster, JobID id)
      throws InterruptedException, ExecutionException {
    try {
      return cluster.requestJobResult(id).get();
    } catch (CancellationException e) {
      throw new ExecutionException(e);
    }
  }

  private static String unwrap(Throwable failure) {
    Throwable plain = failure;
    if (failure instanceof SerializedThrowable serialized) {
      plain = serialized.deserializeError(EmbeddedRun.class.getClassLoader());
    }
    return Faults.say(plain);
  }

  private static Configuration configuration(Path temp) {
    Configuration config = new Configuration();
    config.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    config.set(RestOptions.ADDRESS, "127.0.0.1");
    config.set(RestOptions.BIND_PORT, "0");
    // One process: what is silent was paused as a whole, by its collector or by a closed lid.
    config.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofDays(1));
    config.set(CoreOptions.TMP_DIRS, temp.toString());
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
    return config;
  }
}
