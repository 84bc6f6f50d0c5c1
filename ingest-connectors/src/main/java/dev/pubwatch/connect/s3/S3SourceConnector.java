package dev.pubwatch.connect.s3;

import dev.pubwatch.connect.Versions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads logs from a bucket of an object store with S3's API, and writes canonical events.
 *
 * <p>Objects are read oldest first by the time when the store got them, each once, plain or
 * compressed with gzip or zstd, whatever their name. After a restart reading goes on in the middle
 * of an object. Prefixes are divided among tasks. Where a queue gets the bucket's event
 * notifications, one task reads the objects that they name and nothing is listed. Converters as for
 * {@link dev.pubwatch.connect.FileSourceConnector}.
 */
public final class S3SourceConnector extends SourceConnector {
  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return Versions.own();
  }

  @Override
  public void start(Map<String, String> started) {
    Map<String, String> faults = new S3SourceConfig(started).faults();
    if (!faults.isEmpty()) {
      List<String> sentences = new ArrayList<>();
      faults.forEach((name, fault) -> sentences.add(name + " " + fault));
      throw new ConfigException(String.join("; ", sentences));
    }
    properties = Map.copyOf(started);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return S3SourceTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    S3SourceConfig whole = new S3SourceConfig(properties);
    if (whole.queueUrl() != null) {
      return List.of(properties); // so that what comes again comes to who knows it
    }
    List<String> prefixes = whole.prefixes();
    int count = Math.min(maxTasks, prefixes.size());
    List<Map<String, String>> configs = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      List<String> share = new ArrayList<>();
      for (int i = number; i < prefixes.size(); i += count) {
        share.add(prefixes.get(i));
      }
      Map<String, String> config = new HashMap<>(properties);
      config.put(S3SourceConfig.PREFIXES, String.join(",", share));
      configs.add(config);
    }
    return configs;
  }

  @Override
  public void stop() {
    properties = Map.of();
  }

  @Override
  public ConfigDef config() {
    return S3SourceConfig.definition();
  }

  /** Checks each setting, then how they fit together, then whether bucket and queue answer. */
  @Override
  public Config validate(Map<String, String> connectorConfigs) {
    Config result = super.validate(connectorConfigs);
    boolean sound = result.configValues().stream().allMatch(v -> v.errorMessages().isEmpty());
    if (sound) {
      S3SourceConfig config = new S3SourceConfig(connectorConfigs);
      Map<String, String> faults = config.faults();
      if (faults.isEmpty()) {
        faults = liveFaults(connectorConfigs);
      }
      faults.forEach((name, fault) -> add(result, name, fault));
    }
    return result;
  }

  private static Map<String, String> liveFaults(Map<String, String> properties) {
    Map<String, String> hasty = new HashMap<>(properties);
    hasty.put(S3SourceConfig.REQUEST_TIMEOUT_MS, "5000");
    S3SourceConfig config = new S3SourceConfig(hasty);
    Map<String, String> faults = new HashMap<>();
    try (ObjectStore store = new ObjectStore(config)) {
      store.check(config.prefixes().get(0));
    } catch (SdkException e) {
      faults.put(S3SourceConfig.BUCKET, "cannot be listed: " + e.getMessage());
    }
    String url = config.queueUrl();
    if (url != null) {
      try (MessageQueue queue = new MessageQueue(config, url)) {
        queue.check();
      } catch (SdkException e) {
        faults.put(S3SourceConfig.QUEUE_URL, "cannot be asked: " + e.getMessage());
      }
    }
    return faults;
  }

  private static void add(Config result, String name, String fault) {
    for (ConfigValue value : result.configValues()) {
      if (value.name().equals(name)) {
        value.addErrorMessage(name + " " + fault);
      }
    }
  }

  /**
   * A queue may give a message again after any number of others, more than an offset has ids for:
   * with one, support is not claimed, though offsets are in the transaction as without it.
   */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
    return connectorConfig.get(S3SourceConfig.QUEUE_URL) == null
        ? ExactlyOnceSupport.SUPPORTED
        : ExactlyOnceSupport.UNSUPPORTED;
  }

  /**
   * Checks offsets that an operator sets.
   *
   * @param offsets source partitions as listed by Connect, with their new offset; null removes one
   * @return true: what passes the check works as it stands
   * @throws org.apache.kafka.connect.errors.ConnectException naming what is wrong
   */
  @Override
  public boolean alterOffsets(
      Map<String, String> connectorConfig, Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
    offsets.forEach(S3Offsets::check);
    return true;
  }
}
