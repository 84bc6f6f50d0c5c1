package dev.pubwatch.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/**
 * Tails files, folders and globs of any format and writes canonical events.
 *
 * <p>Follows rotation, truncation and copies, reads gzip and zstd, and goes on after a restart
 * where it stopped: each event once by its offset, under the worker's exactly-once mode also in
 * Kafka. Records that cannot be read go to the rejects topic. Values are bytes in Confluent's wire
 * format, so the connector is run with {@code
 * value.converter=org.apache.kafka.connect.converters.ByteArrayConverter} and {@code
 * key.converter=org.apache.kafka.connect.storage.StringConverter}.
 *
 * <p>Files are divided among tasks by their folder: rotation and copies move a content from file to
 * file within a folder, and a content is read by one task only.
 */
public final class FileSourceConnector extends SourceConnector {
  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return Versions.own();
  }

  @Override
  public void start(Map<String, String> started) {
    new FileSourceConfig(started);
    properties = Map.copyOf(started);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return FileSourceTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    List<Map<String, String>> configs = new ArrayList<>();
    for (int number = 0; number < maxTasks; number++) {
      Map<String, String> config = new HashMap<>(properties);
      config.put(FileSourceConfig.TASK_NUMBER, String.valueOf(number));
      config.put(FileSourceConfig.TASK_COUNT, String.valueOf(maxTasks));
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
    return FileSourceConfig.definition();
  }

  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
    return ExactlyOnceSupport.SUPPORTED;
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
    offsets.forEach(OffsetRules::check);
    return true;
  }
}
