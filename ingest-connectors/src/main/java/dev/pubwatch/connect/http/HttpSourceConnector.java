package dev.pubwatch.connect.http;

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

/**
 * Asks audit-log APIs and npm-like registries for what is new, and writes canonical events.
 *
 * <p>Presets know how a system pages, which bounds are inclusive, how late its entries come and
 * what it allows a client to ask: GitHub, GitLab, Docker Hub, Harbor, Cloudflare, Okta and npm.
 * After a restart at any point a stream goes on without a gap and without a repeat. Streams are
 * divided among tasks. Converters as for {@link dev.pubwatch.connect.FileSourceConnector}.
 */
public final class HttpSourceConnector extends SourceConnector {
  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return Versions.own();
  }

  @Override
  public void start(Map<String, String> started) {
    Map<String, String> faults = new HttpSourceConfig(started).faults();
    if (!faults.isEmpty()) {
      List<String> sentences = new ArrayList<>();
      faults.forEach((name, fault) -> sentences.add(name + " " + fault));
      throw new ConfigException(String.join("; ", sentences));
    }
    properties = Map.copyOf(started);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return HttpSourceTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    List<String> streams = new HttpSourceConfig(properties).streams();
    int count = Math.min(maxTasks, streams.size());
    List<Map<String, String>> configs = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      List<String> share = new ArrayList<>();
      for (int i = number; i < streams.size(); i += count) {
        share.add(streams.get(i));
      }
      Map<String, String> config = new HashMap<>(properties);
      config.put(HttpSourceConfig.STREAMS, String.join(",", share));
      config.put(HttpSourceConfig.TASK_COUNT, String.valueOf(count));
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
    return HttpSettings.definition();
  }

  /** Checks each setting, then how they fit together, then whether the server lets us in. */
  @Override
  public Config validate(Map<String, String> connectorConfigs) {
    Config result = super.validate(connectorConfigs);
    boolean sound = result.configValues().stream().allMatch(v -> v.errorMessages().isEmpty());
    if (sound) {
      HttpSourceConfig config = new HttpSourceConfig(connectorConfigs);
      Map<String, String> faults = config.faults();
      if (faults.isEmpty()) {
        faults = LiveCheck.of(config);
      }
      faults.forEach((name, fault) -> add(result, name, fault));
    }
    return result;
  }

  private static void add(Config result, String name, String fault) {
    for (ConfigValue value : result.configValues()) {
      if (value.name().equals(name)) {
        value.addErrorMessage(name + " " + fault);
      }
    }
  }

  /** Supported where entries have ids: Docker Hub's have none, and equal ones count as one. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
    boolean exact = new HttpSourceConfig(connectorConfig).preset().hasIds();
    return exact ? ExactlyOnceSupport.SUPPORTED : ExactlyOnceSupport.UNSUPPORTED;
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
    offsets.forEach(HttpOffsets::check);
    return true;
  }
}
