package dev.pubwatch.connect.s3;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.pubwatch.connect.Choices;
import dev.pubwatch.connect.EventSettings;
import dev.pubwatch.connect.StartTimes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** What an operator sets for {@link S3SourceConnector}. */
final class S3SourceConfig extends AbstractConfig {
  static final String BUCKET = "bucket";
  static final String PREFIXES = "prefixes";
  static final String LAYOUT = "layout";
  static final String REGION = "region";
  static final String ENDPOINT = "endpoint";
  static final String PATH_STYLE = "path.style";
  static final String ACCESS_KEY_ID = "access.key.id";
  static final String SECRET_ACCESS_KEY = "secret.access.key";
  static final String START_TIME = "start.time";
  static final String OVERLAP_MS = "overlap.ms";
  static final String OVERLAP_MAX_IDS = "overlap.max.ids";
  static final String POLL_INTERVAL_MS = "poll.interval.ms";
  static final String REQUEST_TIMEOUT_MS = "request.timeout.ms";
  static final String QUEUE_URL = "queue.url";
  static final String QUEUE_WAIT_SECONDS = "queue.wait.seconds";
  static final String QUEUE_VISIBILITY_SECONDS = "queue.visibility.seconds";
  static final String MAX_OBJECT_BYTES = "max.object.bytes";
  static final String MAX_RECORD_BYTES = "max.record.bytes";
  static final String BATCH_MAX_RECORDS = "batch.max.records";

  private static final String STORE = "Store";
  private static final String READING = "Reading";

  S3SourceConfig(Map<String, String> properties) {
    super(definition(), properties, false);
  }

  static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    defineStore(definition);
    defineAccess(definition);
    defineRange(definition);
    QueueSettings.define(definition);
    defineBounds(definition);
    EventSettings.defineEvents(definition, "that of the layout");
    EventSettings.defineOutput(definition);
    return definition;
  }

  private static void defineStore(ConfigDef definition) {
    definition
        .define(
            BUCKET,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Bucket that holds the logs.",
            STORE,
            1,
            Width.MEDIUM,
            "Bucket")
        .define(
            PREFIXES,
            ConfigDef.Type.LIST,
            List.of(),
            Importance.HIGH,
            "What keys begin with, separated by commas; not set: all keys. Prefixes are divided"
                + " among tasks, save with a queue. For layout=cloudtrail one for each account and region:"
                + " AWSLogs/123456789012/CloudTrail/eu-west-1/.",
            STORE,
            2,
            Width.LONG,
            "Prefixes")
        .define(
            LAYOUT,
            ConfigDef.Type.STRING,
            "plain",
            ValidString.in(Layout.names().toArray(new String[0])),
            Importance.MEDIUM,
            "How keys are made, one of: "
                + String.join(", ", Layout.names())
                + ". Where they"
                + " begin with the day, listing begins at the day before the cursor, else at the"
                + " first key.",
            STORE,
            3,
            Width.MEDIUM,
            "Layout",
            Choices.of(Layout.names()))
        .define(
            REGION,
            ConfigDef.Type.STRING,
            "us-east-1",
            new NonEmptyString(),
            Importance.MEDIUM,
            "Region of the bucket.",
            STORE,
            4,
            Width.MEDIUM,
            "Region")
        .define(
            ENDPOINT,
            ConfigDef.Type.STRING,
            null,
            new NonEmptyString(),
            Importance.MEDIUM,
            "Address of a store that is not AWS's, such as https://minio.example.com.",
            STORE,
            5,
            Width.LONG,
            "Endpoint")
        .define(
            PATH_STYLE,
            ConfigDef.Type.BOOLEAN,
            false,
            Importance.LOW,
            "Whether the bucket's name goes into the path in place of the host name, as MinIO and"
                + " others want it.",
            STORE,
            6,
            Width.SHORT,
            "Path style");
  }

  private static void defineAccess(ConfigDef definition) {
    definition
        .define(
            ACCESS_KEY_ID,
            ConfigDef.Type.STRING,
            null,
            new NonEmptyString(),
            Importance.MEDIUM,
            "Id of the access key; not set: the worker's own role, profile or environment, as AWS's"
                + " libraries find them.",
            STORE,
            7,
            Width.MEDIUM,
            "Access key id")
        .define(
            SECRET_ACCESS_KEY,
            ConfigDef.Type.PASSWORD,
            null,
            Importance.MEDIUM,
            "Secret of the access key.",
            STORE,
            8,
            Width.MEDIUM,
            "Secret access key")
        .define(
            REQUEST_TIMEOUT_MS,
            ConfigDef.Type.LONG,
            30_000L,
            between(1, 600_000),
            Importance.LOW,
            "Longest silence of the store within a request.",
            STORE,
            9,
            Width.SHORT,
            "Request timeout (ms)");
  }

  private static void defineRange(ConfigDef definition) {
    definition
        .define(
            START_TIME,
            ConfigDef.Type.STRING,
            "P1D",
            StartTimes.validator(),
            Importance.MEDIUM,
            "Where listing begins when nothing was read before, by the time when objects were written: a"
                + " time such as 2026-01-31T00:00:00Z, or how far back from the first start, such"
                + " as P1D.",
            READING,
            1,
            Width.MEDIUM,
            "Start")
        .define(
            OVERLAP_MS,
            ConfigDef.Type.LONG,
            900_000L,
            between(0, 86_400_000),
            Importance.LOW,
            "How much later than newer objects an object may appear, such as one uploaded in"
                + " parts.",
            READING,
            2,
            Width.SHORT,
            "Overlap (ms)")
        .define(
            OVERLAP_MAX_IDS,
            ConfigDef.Type.INT,
            5_000,
            between(100, 20_000),
            Importance.LOW,
            "Most ids of objects that an offset holds, 16 bytes each; with more, the overlap is"
                + " shorter. Also the most objects that one listing queues, and twice the most"
                + " messages of a queue that are held at a time.",
            READING,
            3,
            Width.SHORT,
            "Ids in the overlap")
        .define(
            POLL_INTERVAL_MS,
            ConfigDef.Type.LONG,
            60_000L,
            between(1, 86_400_000),
            Importance.MEDIUM,
            "How often to list; without a queue.",
            READING,
            4,
            Width.SHORT,
            "Poll interval (ms)");
  }

  private static void defineBounds(ConfigDef definition) {
    definition
        .define(
            MAX_OBJECT_BYTES,
            ConfigDef.Type.LONG,
            1L << 30,
            between(1_024, 1L << 40),
            Importance.LOW,
            "Largest object that is read, as stored; a larger one is rejected. An object is copied"
                + " to a temporary file first.",
            READING,
            5,
            Width.SHORT,
            "Object size (bytes)")
        .define(
            MAX_RECORD_BYTES,
            ConfigDef.Type.INT,
            1 << 20,
            between(1_024, 256 << 20),
            Importance.LOW,
            "Longest raw record that is read; a longer one is rejected.",
            READING,
            6,
            Width.SHORT,
            "Record size (bytes)")
        .define(
            BATCH_MAX_RECORDS,
            ConfigDef.Type.INT,
            1_000,
            between(1, 100_000),
            Importance.LOW,
            "Most records to hand to Kafka at a time.",
            READING,
            7,
            Width.SHORT,
            "Records a batch");
  }

  Layout layout() {
    return Layout.byName(getString(LAYOUT));
  }

  List<String> prefixes() {
    List<String> named = getList(PREFIXES);
    return named.isEmpty() ? List.of("") : List.copyOf(named);
  }

  /** The format's name; only of a configuration without {@linkplain #faults faults}. */
  String formatName() {
    String set = getString(EventSettings.FORMAT);
    return Objects.requireNonNullElse(set == null ? layout().format() : set, "pubwatch");
  }

  Duration timeout() {
    return Duration.ofMillis(getLong(REQUEST_TIMEOUT_MS));
  }

  Instant start(Instant now) {
    return StartTimes.of(getString(START_TIME), now);
  }

  Map<String, String> partition(String prefix) {
    return new TreeMap<>(Map.of(S3Offsets.BUCKET, getString(BUCKET), S3Offsets.PREFIX, prefix));
  }

  /** Address of the queue that tells of objects; null where the bucket is listed. */
  @Nullable String queueUrl() {
    return getString(QUEUE_URL);
  }

  /** Region by which requests to the queue are signed. */
  String queueRegion() {
    return QueueSettings.region(getString(QUEUE_URL), getString(REGION));
  }

  Map<String, String> queuePartition(String url) {
    return new TreeMap<>(Map.of(S3Offsets.BUCKET, getString(BUCKET), S3Offsets.QUEUE, url));
  }

  /** What is wrong with settings that are right each by itself: setting to sentence. */
  Map<String, String> faults() {
    Map<String, String> faults = new TreeMap<>();
    if (getString(EventSettings.FORMAT) == null && layout().format() == null) {
      faults.put(EventSettings.FORMAT, "must be set where the layout does not tell it");
    }
    if ((getString(ACCESS_KEY_ID) == null) != (getPassword(SECRET_ACCESS_KEY) == null)) {
      faults.put(ACCESS_KEY_ID, "and secret.access.key must be set together");
    }
    for (String prefix : queueUrl() == null ? prefixes() : List.<String>of()) {
      if (!layout().prefix().matcher(prefix).matches()) {
        faults.put(
            PREFIXES,
            "of layout %s must match %s, was '%s'"
                .formatted(layout().name(), layout().prefix(), prefix));
      }
    }
    if (new HashSet<>(prefixes()).size() < prefixes().size()) {
      faults.put(PREFIXES, "names a prefix twice");
    }
    checkEndpoint(faults);
    String queue = QueueSettings.fault(queueUrl());
    if (queue != null) {
      faults.put(QUEUE_URL, queue);
    }
    return faults;
  }

  private void checkEndpoint(Map<String, String> faults) {
    String endpoint = getString(ENDPOINT);
    try {
      URI uri = endpoint == null ? null : URI.create(endpoint);
      if (uri != null && (uri.getHost() == null || uri.getUserInfo() != null)) {
        faults.put(ENDPOINT, "must be http or https with a host, without user and password");
      }
    } catch (IllegalArgumentException e) {
      faults.put(ENDPOINT, "is no address: " + e.getMessage());
    }
  }
}
