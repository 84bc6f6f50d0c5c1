package dev.pubwatch.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** Runs a task as a worker does, with offsets that survive it. */
public final class TaskHarness implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> settings;
  private final Map<Map<String, ?>, Map<String, Object>> stored = new HashMap<>();
  private final List<SourceRecord> uncommitted = new ArrayList<>();
  private final List<SourceRecord> committed = new ArrayList<>();
  final ShiftedClock clock = new ShiftedClock();
  private final Supplier<SourceTask> tasks;
  private @Nullable SourceTask task;

  TaskHarness(Map<String, String> settings) {
    this.settings = new HashMap<>(settings);
    this.tasks = () -> new FileSourceTask(clock);
  }

  /** Runs another source's task. */
  public TaskHarness(Map<String, String> settings, Supplier<SourceTask> tasks) {
    this.settings = new HashMap<>(settings);
    this.tasks = tasks;
  }

  /** Settings with which a task starts; format {@code pubwatch}. */
  static Map<String, String> settings(Object paths) {
    Map<String, String> settings = new HashMap<>();
    settings.put(FileSourceConfig.PATHS, paths.toString());
    settings.put(FileSourceConfig.FORMAT, "pubwatch");
    settings.put(FileSourceConfig.CREDENTIAL_HASH_KEY, "0123456789abcdef");
    settings.put(FileSourceConfig.SCHEMA_REGISTRY_URL, "http://localhost:0");
    settings.put(FileSourceConfig.EVENT_SERIALIZER, CanonicalSerializer.class.getName());
    settings.put(FileSourceConfig.POLL_INTERVAL_MS, "1");
    return settings;
  }

  public TaskHarness with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  public TaskHarness start() {
    SourceTask started = tasks.get();
    started.initialize(new Context());
    started.start(settings);
    task = started;
    return this;
  }

  /** One poll; what it returns is not committed yet. */
  public List<SourceRecord> poll() {
    try {
      SourceTask running = task;
      if (running == null) {
        throw new IllegalStateException("the task was not started");
      }
      List<SourceRecord> batch = running.poll();
      List<SourceRecord> records = batch == null ? List.of() : batch;
      uncommitted.addAll(records);
      return records;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Polls until two polls in a row brought nothing. */
  public List<SourceRecord> drain() {
    List<SourceRecord> all = new ArrayList<>();
    for (int empty = 0; empty < 2; ) {
      List<SourceRecord> batch = poll();
      empty = batch.isEmpty() ? empty + 1 : 0;
      all.addAll(batch);
    }
    return all;
  }

  /** Lets so much time pass that compressed files and documents count as finished. */
  List<SourceRecord> drainLater() {
    clock.advance(Duration.ofSeconds(11));
    return drain();
  }

  /** Kafka has the first {@code count} records, and Connect stores their offsets. */
  public void commit(int count) {
    List<SourceRecord> sent = uncommitted.subList(0, count);
    for (SourceRecord record : sent) {
      stored.put(roundTrip(record.sourcePartition()), roundTrip(record.sourceOffset()));
    }
    if (task != null) {
      tellCommitted(task, sent);
    }
    committed.addAll(sent);
    sent.clear();
  }

  /** As a worker with exactly-once support: records and offsets in one transaction. */
  private static void tellCommitted(SourceTask task, List<SourceRecord> sent) {
    try {
      for (SourceRecord record : sent) {
        task.commitRecord(record, null);
      }
      task.commit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public void commit() {
    commit(uncommitted.size());
  }

  public int uncommitted() {
    return uncommitted.size();
  }

  /** What Kafka has. */
  public List<SourceRecord> committed() {
    return committed;
  }

  /** Dies without a commit and starts again. */
  public void crash() {
    close();
    uncommitted.clear();
    start();
  }

  @Override
  public void close() {
    if (task != null) {
      task.stop();
    }
    task = null;
  }

  public static JsonNode value(SourceRecord record) {
    try {
      return JSON.readTree((byte[]) record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Event ids; for rejects, their reason. */
  public static List<String> ids(List<SourceRecord> records) {
    return records.stream().map(TaskHarness::id).toList();
  }

  private static String id(SourceRecord record) {
    JsonNode value = value(record);
    return value.path("event_id").asText(value.path("reason").asText());
  }

  /** As Connect's JSON does it. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> roundTrip(Map<String, ?> map) {
    try {
      return JSON.readValue(JSON.writeValueAsBytes(map), Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Context implements SourceTaskContext {
    @Override
    public Map<String, String> configs() {
      return settings;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return new StoredOffsets();
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException("older workers have no plugin metrics");
    }
  }

  private final class StoredOffsets implements OffsetStorageReader {
    @Override
    public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
      return stored.get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
      for (Map<String, T> partition : partitions) {
        Map<String, Object> offset = stored.get(partition);
        if (offset != null) {
          found.put(partition, offset);
        }
      }
      return found;
    }
  }
}
