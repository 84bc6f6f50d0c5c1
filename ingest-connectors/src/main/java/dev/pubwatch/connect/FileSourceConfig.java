package dev.pubwatch.connect;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** What an operator sets for {@link FileSourceConnector}. */
final class FileSourceConfig extends AbstractConfig {
  static final String PATHS = "paths";
  static final String FORMAT = EventSettings.FORMAT;
  static final String SOURCE_NAME = EventSettings.SOURCE_NAME;
  static final String CREDENTIAL_HASH_KEY = EventSettings.CREDENTIAL_HASH_KEY;
  static final String START_AT = "start.at";
  static final String POLL_INTERVAL_MS = "poll.interval.ms";
  static final String BATCH_MAX_RECORDS = "batch.max.records";
  static final String MAX_RECORD_BYTES = "max.record.bytes";
  static final String TOPIC_PREFIX = EventSettings.TOPIC_PREFIX;
  static final String EVENT_SERIALIZER = EventSettings.EVENT_SERIALIZER;
  static final String SCHEMA_REGISTRY_URL = EventSettings.SCHEMA_REGISTRY_URL;

  /** Set by the connector for each of its tasks. */
  static final String TASK_NUMBER = "task.number";

  static final String TASK_COUNT = "task.count";

  static final String BEGINNING = "beginning";
  static final String END = "end";

  private static final String FILES = "Files";
  private static final String READING = "Reading";

  FileSourceConfig(Map<String, String> properties) {
    super(definition(), properties, false);
  }

  static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    defineFiles(definition);
    EventSettings.defineEvents(definition, null);
    defineReading(definition);
    EventSettings.defineOutput(definition);
    return definition
        .defineInternal(TASK_NUMBER, ConfigDef.Type.INT, 0, Importance.LOW)
        .defineInternal(TASK_COUNT, ConfigDef.Type.INT, 1, Importance.LOW);
  }

  private static void defineFiles(ConfigDef definition) {
    definition
        .define(
            PATHS,
            ConfigDef.Type.LIST,
            NO_DEFAULT_VALUE,
            Validators.paths(),
            Importance.HIGH,
            "Files, folders (with all below them) and globs to read, separated by commas. They may"
                + " appear later. Name rotated files too (/var/log/app.log*), so that what was"
                + " written just before a rotation is read after a restart. Plain, gzip and zstd"
                + " are told apart by content.",
            FILES,
            1,
            Width.LONG,
            "Paths")
        .define(
            START_AT,
            ConfigDef.Type.STRING,
            BEGINNING,
            ConfigDef.ValidString.in(BEGINNING, END),
            Importance.MEDIUM,
            "Where to begin in files that are there when a task starts and were never read:"
                + " beginning, or end. Files that appear later are read from their beginning.",
            FILES,
            2,
            Width.SHORT,
            "Start at",
            Choices.of(List.of(BEGINNING, END)));
  }

  private static void defineReading(ConfigDef definition) {
    definition
        .define(
            POLL_INTERVAL_MS,
            ConfigDef.Type.LONG,
            200L,
            between(1, 3_600_000),
            Importance.MEDIUM,
            "How often to look for new data, in milliseconds. With very many files less often: at"
                + " most a tenth of the time goes into looking.",
            READING,
            1,
            Width.SHORT,
            "Poll interval (ms)")
        .define(
            BATCH_MAX_RECORDS,
            ConfigDef.Type.INT,
            2_000,
            between(1, 1_000_000),
            Importance.LOW,
            "Most records to hand to Kafka at a time; those of one raw record stay together.",
            READING,
            2,
            Width.SHORT,
            "Records a batch")
        .define(
            MAX_RECORD_BYTES,
            ConfigDef.Type.INT,
            1 << 20,
            between(1_024, 256 << 20),
            Importance.LOW,
            "Longest raw record that is read; a longer one is rejected. Bounds memory.",
            READING,
            3,
            Width.SHORT,
            "Record size (bytes)");
  }

  List<String> paths() {
    return getList(PATHS);
  }

  Format format() {
    return Formats.byName(getString(FORMAT));
  }

  @Nullable String sourceName() {
    return getString(SOURCE_NAME);
  }

  CredentialHasher hasher() {
    return EventSettings.hasher(this);
  }

  boolean startsAtEnd() {
    return getString(START_AT).equals(END);
  }
}
