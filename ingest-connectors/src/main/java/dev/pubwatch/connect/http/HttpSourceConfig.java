package dev.pubwatch.connect.http;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.pubwatch.connect.Choices;
import dev.pubwatch.connect.EventSettings;
import dev.pubwatch.connect.StartTimes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** What an operator sets for {@link HttpSourceConnector}. */
final class HttpSourceConfig extends AbstractConfig {
  static final String PRESET = "preset";
  static final String URL = "url";
  static final String STREAMS = "streams";
  static final String AUTH_USER = "auth.user";
  static final String AUTH_TOKEN = "auth.token";
  static final String START_TIME = "start.time";
  static final String END_TIME = "end.time";
  static final String OVERLAP_MS = "overlap.ms";
  static final String OVERLAP_MAX_IDS = "overlap.max.ids";
  static final String POLL_INTERVAL_MS = "poll.interval.ms";
  static final String REQUESTS_PER_HOUR = "requests.per.hour";
  static final String PAGE_SIZE = "page.size";
  static final String REQUEST_TIMEOUT_MS = "request.timeout.ms";
  static final String RETRY_BACKOFF_MS = "retry.backoff.ms";
  static final String RETRY_BACKOFF_MAX_MS = "retry.backoff.max.ms";
  static final String MAX_RESPONSE_BYTES = "max.response.bytes";
  static final String MAX_RECORD_BYTES = "max.record.bytes";
  static final String BATCH_MAX_RECORDS = "batch.max.records";

  /** Set by the connector for each of its tasks. */
  static final String TASK_COUNT = "task.count";

  private static final String SYSTEM = "System";
  private static final String RANGE = "Range";
  private static final String REQUESTS = "Requests";
  private static final String OPTIONS = "Options of presets";
  private static final long NOT_SET = -1;

  HttpSourceConfig(Map<String, String> properties) {
    super(definition(), properties, false);
  }

  static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    defineSystem(definition);
    defineRange(definition);
    definePace(definition);
    defineBounds(definition);
    defineOptions(definition);
    EventSettings.defineEvents(definition, "that of the preset");
    EventSettings.defineOutput(definition);
    return definition.defineInternal(TASK_COUNT, ConfigDef.Type.INT, 1, Importance.LOW);
  }

  private static void defineSystem(ConfigDef definition) {
    definition
        .define(
            PRESET,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            ValidString.in(Presets.names().toArray(new String[0])),
            Importance.HIGH,
            "System to ask, one of: " + String.join(", ", Presets.names()) + ".",
            SYSTEM,
            1,
            Width.MEDIUM,
            "Preset",
            List.of(STREAMS, URL),
            Choices.of(Presets.names()))
        .define(
            URL,
            ConfigDef.Type.STRING,
            null,
            new NonEmptyString(),
            Importance.MEDIUM,
            "Address of its API, such as https://github.example.com/api/v3. Only this server is"
                + " asked, whatever its links say. Not set: the public one, where there is one.",
            SYSTEM,
            2,
            Width.LONG,
            "Address")
        .define(
            STREAMS,
            ConfigDef.Type.LIST,
            List.of(),
            Importance.HIGH,
            "What to follow, separated by commas: orgs/acme or enterprises/acme (github-audit);"
                + " instance, groups/42 or projects/42 (gitlab-audit); _changes or names of"
                + " packages (npm); accounts (docker-hub-audit, cloudflare-audit). They are"
                + " divided among tasks.",
            SYSTEM,
            3,
            Width.LONG,
            "Streams")
        .define(
            AUTH_USER,
            ConfigDef.Type.STRING,
            null,
            new NonEmptyString(),
            Importance.MEDIUM,
            "User that the token belongs to: for harbor-audit, and for docker-hub-audit with an"
                + " access token.",
            SYSTEM,
            4,
            Width.MEDIUM,
            "User")
        .define(
            AUTH_TOKEN,
            ConfigDef.Type.PASSWORD,
            null,
            Importance.HIGH,
            "Token or password that may read the log.",
            SYSTEM,
            5,
            Width.MEDIUM,
            "Token");
  }

  private static void defineRange(ConfigDef definition) {
    definition
        .define(
            START_TIME,
            ConfigDef.Type.STRING,
            "P1D",
            StartTimes.validator(),
            Importance.MEDIUM,
            "Where to begin when nothing was read before: a time such as 2026-01-31T00:00:00Z, or"
                + " how far back from the first start, such as P1D or PT2H.",
            RANGE,
            1,
            Width.MEDIUM,
            "Start")
        .define(
            END_TIME,
            ConfigDef.Type.STRING,
            null,
            HttpValidators.time(),
            Importance.LOW,
            "Where to end, a time such as 2026-01-31T00:00:00Z; not set: go on for ever.",
            RANGE,
            2,
            Width.MEDIUM,
            "End")
        .define(
            OVERLAP_MS,
            ConfigDef.Type.LONG,
            NOT_SET,
            between(NOT_SET, 86_400_000),
            Importance.MEDIUM,
            "How much later than newer entries an entry may appear in the log. So much is asked"
                + " for again each time, and what was delivered is dropped by its id. -1: as the"
                + " preset has it.",
            RANGE,
            3,
            Width.SHORT,
            "Overlap (ms)")
        .define(
            OVERLAP_MAX_IDS,
            ConfigDef.Type.INT,
            5_000,
            between(100, 20_000),
            Importance.LOW,
            "Most ids that an offset holds, 16 bytes each; with more, the overlap is shorter."
                + " Also the most entries of a window that is sorted in memory.",
            RANGE,
            4,
            Width.SHORT,
            "Ids in the overlap");
  }

  private static void definePace(ConfigDef definition) {
    definition
        .define(
            POLL_INTERVAL_MS,
            ConfigDef.Type.LONG,
            60_000L,
            between(1, 86_400_000),
            Importance.MEDIUM,
            "How often to ask a stream that was read to its end.",
            REQUESTS,
            1,
            Width.SHORT,
            "Poll interval (ms)")
        .define(
            REQUESTS_PER_HOUR,
            ConfigDef.Type.INT,
            (int) NOT_SET,
            between(NOT_SET, 1_000_000),
            Importance.MEDIUM,
            "Most requests an hour, all tasks together, a minute's worth of them at once. What the"
                + " server says of its limits is kept too. -1: as the preset has it, 1750 for"
                + " github-audit.",
            REQUESTS,
            2,
            Width.SHORT,
            "Requests an hour")
        .define(
            PAGE_SIZE,
            ConfigDef.Type.INT,
            (int) NOT_SET,
            between(NOT_SET, 10_000),
            Importance.LOW,
            "Entries a page; -1: as many as the system allows.",
            REQUESTS,
            3,
            Width.SHORT,
            "Page size")
        .define(
            RETRY_BACKOFF_MS,
            ConfigDef.Type.LONG,
            1_000L,
            between(1, 3_600_000),
            Importance.LOW,
            "Bound of the random wait after a first failure; it doubles with each that follows.",
            REQUESTS,
            4,
            Width.SHORT,
            "Backoff (ms)")
        .define(
            RETRY_BACKOFF_MAX_MS,
            ConfigDef.Type.LONG,
            300_000L,
            between(1, 86_400_000),
            Importance.LOW,
            "Most that it grows to.",
            REQUESTS,
            5,
            Width.SHORT,
            "Most backoff (ms)");
  }

  private static void defineBounds(ConfigDef definition) {
    definition
        .define(
            REQUEST_TIMEOUT_MS,
            ConfigDef.Type.LONG,
            30_000L,
            between(1, 600_000),
            Importance.LOW,
            "Most time that a request may take, its answer read.",
            REQUESTS,
            6,
            Width.SHORT,
            "Request timeout (ms)")
        .define(
            MAX_RESPONSE_BYTES,
            ConfigDef.Type.INT,
            32 << 20,
            between(1_024, 256 << 20),
            Importance.LOW,
            "Longest answer that is read, decompressed too. Bounds memory.",
            REQUESTS,
            7,
            Width.SHORT,
            "Answer size (bytes)")
        .define(
            MAX_RECORD_BYTES,
            ConfigDef.Type.INT,
            1 << 20,
            between(1_024, 256 << 20),
            Importance.LOW,
            "Longest entry that is read; a longer one is rejected. Packuments are bounded by"
                + " max.response.bytes.",
            REQUESTS,
            8,
            Width.SHORT,
            "Record size (bytes)")
        .define(
            BATCH_MAX_RECORDS,
            ConfigDef.Type.INT,
            500,
            between(1, 100_000),
            Importance.LOW,
            "Most records to hand to Kafka at a time.",
            REQUESTS,
            9,
            Width.SHORT,
            "Records a batch");
  }

  private static void defineOptions(ConfigDef definition) {
    definition
        .define(
            GithubAuditApi.INCLUDE,
            ConfigDef.Type.STRING,
            "all",
            ValidString.in("web", "git", "all"),
            Importance.LOW,
            "github-audit: web events, Git events, or all.",
            OPTIONS,
            1,
            Width.SHORT,
            "GitHub events",
            Choices.of(List.of("web", "git", "all")))
        .define(
            ChangesPoller.PACKAGES,
            ConfigDef.Type.STRING,
            ".*",
            HttpValidators.pattern(),
            Importance.LOW,
            "npm: regular expression of the packages whose changes matter.",
            OPTIONS,
            2,
            Width.MEDIUM,
            "npm packages")
        .define(
            ChangesPoller.CHANGES_PATH,
            ConfigDef.Type.STRING,
            "/_changes",
            HttpValidators.path(),
            Importance.LOW,
            "npm: path of the changes feed below the address; /registry/_changes at replicate"
                + ".npmjs.com.",
            OPTIONS,
            3,
            Width.MEDIUM,
            "npm changes path")
        .define(
            ChangesPoller.START_SEQ,
            ConfigDef.Type.STRING,
            null,
            new NonEmptyString(),
            Importance.LOW,
            "npm: seq after which the changes feed is read; not set: from its end.",
            OPTIONS,
            4,
            Width.MEDIUM,
            "npm start seq");
  }

  Preset preset() {
    return Presets.byName(getString(PRESET));
  }

  String formatName() {
    String set = getString(EventSettings.FORMAT);
    return set == null ? preset().format() : set;
  }

  List<String> streams() {
    List<String> named = getList(STREAMS);
    return named.isEmpty() ? preset().defaultStreams() : List.copyOf(named);
  }

  /** The server's address; only of a configuration without {@linkplain #faults faults}. */
  URI url() {
    return URI.create(address());
  }

  private String address() {
    String set = getString(URL);
    String known = preset().url();
    return set != null ? set : known == null ? "" : known;
  }

  Authentication authentication() {
    Password token = getPassword(AUTH_TOKEN);
    return new Authentication(
        preset().scheme(), getString(AUTH_USER), token == null ? null : token.value());
  }

  @Nullable Instant end() {
    String end = getString(END_TIME);
    return end == null ? null : Instant.parse(end);
  }

  Duration overlap() {
    long millis = getLong(OVERLAP_MS);
    return millis == NOT_SET ? preset().overlap() : Duration.ofMillis(millis);
  }

  Duration duration(String millis) {
    return Duration.ofMillis(getLong(millis));
  }

  /** This task's part of the cap. */
  double requestsPerHour() {
    int set = getInt(REQUESTS_PER_HOUR);
    int all = set == NOT_SET ? preset().requestsPerHour() : Math.max(set, 1);
    return (double) all / getInt(TASK_COUNT);
  }

  int pageSize() {
    int set = getInt(PAGE_SIZE);
    return set < 1 ? preset().pageSize() : Math.min(set, Math.max(preset().pageSize(), 1));
  }

  int maxRecordBytes() {
    boolean packuments = preset().api() == null;
    return getInt(packuments ? MAX_RESPONSE_BYTES : MAX_RECORD_BYTES);
  }

  Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    for (String name :
        List.of(
            GithubAuditApi.INCLUDE,
            ChangesPoller.PACKAGES,
            ChangesPoller.CHANGES_PATH,
            ChangesPoller.START_SEQ)) {
      String value = getString(name);
      if (value != null) {
        options.put(name, value);
      }
    }
    return options;
  }

  StreamSettings stream(String stream) {
    Map<String, String> partition = new TreeMap<>();
    partition.put(HttpOffsets.PRESET, preset().name());
    partition.put(HttpOffsets.URL, address());
    partition.put(HttpOffsets.STREAM, stream);
    return new StreamSettings(
        stream,
        partition,
        pageSize(),
        duration(POLL_INTERVAL_MS),
        overlap(),
        end(),
        options(),
        getInt(OVERLAP_MAX_IDS));
  }

  /** What is wrong with settings that are right each by itself: setting to sentence. */
  Map<String, String> faults() {
    return HttpValidators.faults(this, address());
  }
}
