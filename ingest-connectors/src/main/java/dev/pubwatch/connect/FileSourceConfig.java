package dev.pubwatch.connect;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** What an operator sets for {@link FileSourceConnector}. */
final class FileSourceConfig extends AbstractConfig {
  static final String PATHS = "paths";
  static final String FORMAT = "format";
  static final String SOURCE_NAME = "source.name";
  static final String CREDENTIAL_HASH_KEY = "credential.hash.key";
  static final String START_AT = "start.at";
  static final String POLL_INTERVAL_MS = "poll.interval.ms";
  static final String BATCH_MAX_RECORDS = "batch.max.records";
  static final String MAX_RECORD_BYTES = "max.record.bytes";
  static final String TOPIC_PREFIX = "topic.prefix";
  static final String EVENT_SERIALIZER = "event.serializer";
  static final String SCHEMA_REGISTRY_URL = "schema.registry.url";

  /** Set by the connector for each of its tasks. */
  static final String TASK_NUMBER = "task.number";

  static final String TASK_COUNT = "task.count";

  static final String BEGINNING = "beginning";
  static final String END = "end";
  static final String DEFAULT_SERIALIZER = "dev.pubwatch.schemas.RegistryAvroSerializer";

  private static final String FILES = "Files";
  private static final String EVENTS = "Events";
  private static final String READING = "Reading";
  private static final String OUTPUT = "Output";

  FileSourceConfig(Map<String, String> properties) {
    super(definition(), properties, false);
  }

  static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    defineFiles(definition);
    defineEvents(definition);
    defineReading(definition);
    defineOutput(definition);
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

  private static void defineEvents(ConfigDef definition) {
    definition
        .define(
            FORMAT,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            Validators.format(),
            Importance.HIGH,
            "Format of the records, one of: "
                + String.join(", ", Formats.names())
                + "; or mapping:FILE, a JSLT mapping that the worker can read.",
            EVENTS,
            1,
            Width.MEDIUM,
            "Format",
            Choices.of(Formats.names()))
        .define(
            SOURCE_NAME,
            ConfigDef.Type.STRING,
            null,
            new NonEmptyString(),
            Importance.MEDIUM,
            "Value of an event's source where the record does not say, such as github:acme; not"
                + " set: the format's own.",
            EVENTS,
            2,
            Width.MEDIUM,
            "Source name")
        .define(
            CREDENTIAL_HASH_KEY,
            ConfigDef.Type.PASSWORD,
            NO_DEFAULT_VALUE,
            Validators.hashKey(),
            Importance.HIGH,
            "Key of at least 16 bytes under which tokens are hashed before anything is written. Use"
                + " the same key in every source, so that a credential has one id.",
            EVENTS,
            3,
            Width.MEDIUM,
            "Credential hash key");
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

  private static void defineOutput(ConfigDef definition) {
    definition
        .define(
            TOPIC_PREFIX,
            ConfigDef.Type.STRING,
            "pubwatch.",
            Validators.topicPrefix(),
            Importance.LOW,
            "What the topics publish-events, token-events, ci-events and rejects begin with.",
            OUTPUT,
            1,
            Width.SHORT,
            "Topic prefix")
        .define(
            SCHEMA_REGISTRY_URL,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Schema registry that speaks Confluent's REST API.",
            OUTPUT,
            2,
            Width.MEDIUM,
            "Schema registry")
        .define(
            EVENT_SERIALIZER,
            ConfigDef.Type.CLASS,
            DEFAULT_SERIALIZER,
            Importance.LOW,
            "Serializer of events, which also gets all settings of this connector but the hash key;"
                + " io.confluent.kafka.serializers.KafkaAvroSerializer fits too.",
            OUTPUT,
            3,
            Width.LONG,
            "Event serializer");
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
    String key = getPassword(CREDENTIAL_HASH_KEY).value();
    return new CredentialHasher(key.getBytes(StandardCharsets.UTF_8));
  }

  boolean startsAtEnd() {
    return getString(START_AT).equals(END);
  }

  /** What a serializer may know: every setting but the hash key. */
  Map<String, Object> serializerSettings() {
    Map<String, Object> settings = new HashMap<>(originals());
    settings.remove(CREDENTIAL_HASH_KEY);
    return settings;
  }
}
