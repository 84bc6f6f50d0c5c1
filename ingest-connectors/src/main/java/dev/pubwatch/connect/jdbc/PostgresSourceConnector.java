package dev.pubwatch.connect.jdbc;

import dev.pubwatch.connect.Versions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/**
 * Polls the tables of a registry's PostgreSQL database whose ids come from a sequence, and writes
 * canonical events.
 *
 * <p>Rows are delivered in the order of their ids, each once, and none before every row with a
 * lower id was committed or given up. Only listed columns are selected. Tables are divided among
 * tasks. Converters as for {@link dev.pubwatch.connect.FileSourceConnector}.
 */
public final class PostgresSourceConnector extends SourceConnector {
  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return Versions.own();
  }

  @Override
  public void start(Map<String, String> started) {
    Map<String, String> faults = new PostgresSourceConfig(started).faults();
    if (!faults.isEmpty()) {
      List<String> sentences = new ArrayList<>();
      faults.forEach((name, fault) -> sentences.add(name + " " + fault));
      throw new ConfigException(String.join("; ", sentences));
    }
    properties = Map.copyOf(started);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return PostgresSourceTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    List<RegistryTable> tables = new PostgresSourceConfig(properties).tables();
    int count = Math.min(maxTasks, tables.size());
    List<Map<String, String>> configs = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      List<String> share = new ArrayList<>();
      for (int i = number; i < tables.size(); i += count) {
        share.add(tables.get(i).name());
      }
      Map<String, String> config = new HashMap<>(properties);
      config.put(PostgresSourceConfig.TABLES, String.join(",", share));
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
    return PostgresSourceConfig.definition();
  }

  /** Checks each setting, then how they fit together, then whether every table can be read. */
  @Override
  public Config validate(Map<String, String> connectorConfigs) {
    Config result = super.validate(connectorConfigs);
    boolean sound = result.configValues().stream().allMatch(v -> v.errorMessages().isEmpty());
    if (sound) {
      Map<String, String> faults = new PostgresSourceConfig(connectorConfigs).faults();
      if (faults.isEmpty()) {
        faults = liveFaults(connectorConfigs);
      }
      faults.forEach((name, fault) -> add(result, name, fault));
    }
    return result;
  }

  private static Map<String, String> liveFaults(Map<String, String> properties) {
    Map<String, String> hasty = new HashMap<>(properties);
    hasty.put(PostgresSourceConfig.STATEMENT_TIMEOUT_MS, "5000");
    PostgresSourceConfig config = new PostgresSourceConfig(hasty);
    String about = PostgresSourceConfig.HOST;
    try (Database database = Database.connect(config)) {
      about = PostgresSourceConfig.TABLES;
      for (RegistryTable table : config.tables()) {
        database.check(table);
      }
      return Map.of();
    } catch (SQLException | ConnectException e) {
      return Map.of(about, "cannot be read: " + e.getMessage());
    }
  }

  private static void add(Config result, String name, String fault) {
    for (ConfigValue value : result.configValues()) {
      if (value.name().equals(name)) {
        value.addErrorMessage(name + " " + fault);
      }
    }
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
   * @throws ConnectException naming what is wrong
   */
  @Override
  public boolean alterOffsets(
      Map<String, String> connectorConfig, Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
    offsets.forEach(RowOffsets::check);
    return true;
  }
}
