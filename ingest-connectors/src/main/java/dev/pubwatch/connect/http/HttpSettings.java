package dev.pubwatch.connect.http;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.pubwatch.connect.Choices;
import dev.pubwatch.connect.EventSettings;
import dev.pubwatch.connect.StartTimes;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The settings of {@link HttpSourceConnector} as Connect shows and checks them. */
final class HttpSettings {
  private static final String SYSTEM = "System";
  private static final String RANGE = "Range";
  private static final String REQUESTS = "Requests";
  private static final String OPTIONS = "Options of presets";

  private HttpSettings() {}

  static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    defineSystem(definition);
    defineRange(definition);
    definePace(definition);
    defineBounds(definition);
    defineOptions(definition);
    EventSettings.defineEvents(definition, "that of the preset");
    EventSettings.defineOutput(definition);
    return definition.defineInternal(
        HttpSourceConfig.TASK_COUNT, ConfigDef.Type.INT, 1, Importance.LOW);
  }

  private static void defineSystem(ConfigDef definition) {
    definition
        .define(
            HttpSourceConfig.PRESET,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            ValidString.in(Presets.names().toArray(new String[0])),
            Importance.HIGH,
            "System to ask, one of: " + String.join(", ", Presets.names()) + ".",
            SYSTEM,
            1,
            Width.MEDIUM,
            "Preset",
            List.of(HttpSourceConfig.STREAMS, HttpSourceConfig.URL),
            Choices.of(Presets.names()))
        .define(
            HttpSourceConfig.URL,
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
            HttpSourceConfig.STREAMS,
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
            HttpSourceConfig.AUTH_USER,
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
            HttpSourceConfig.AUTH_TOKEN,
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
            HttpSourceConfig.START_TIME,
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
            HttpSourceConfig.END_TIME,
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
            HttpSourceConfig.OVERLAP_MS,
            ConfigDef.Type.LONG,
            HttpSourceConfig.NOT_SET,
            between(HttpSourceConfig.NOT_SET, 86_400_000),
            Importance.MEDIUM,
            "How much later than newer entries an entry may appear in the log. So much is asked"
                + " for again each time, and what was delivered is dropped by its id. -1: as the"
                + " preset has it.",
            RANGE,
            3,
            Width.SHORT,
            "Overlap (ms)")
        .define(
            HttpSourceConfig.OVERLAP_MAX_IDS,
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
            HttpSourceConfig.POLL_INTERVAL_MS,
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
            HttpSourceConfig.REQUESTS_PER_HOUR,
            ConfigDef.Type.INT,
            (int) HttpSourceConfig.NOT_SET,
            between(HttpSourceConfig.NOT_SET, 1_000_000),
            Importance.MEDIUM,
            "Most requests an hour, all tasks together, a minute's worth of them at once. What the"
                + " server says of its limits is kept too. -1: as the preset has it, 1750 for"
                + " github-audit.",
            REQUESTS,
            2,
            Width.SHORT,
            "Requests an hour")
        .define(
            HttpSourceConfig.PAGE_SIZE,
            ConfigDef.Type.INT,
            (int) HttpSourceConfig.NOT_SET,
            between(HttpSourceConfig.NOT_SET, 10_000),
            Importance.LOW,
            "Entries a page; -1: as many as the system allows.",
            REQUESTS,
            3,
            Width.SHORT,
            "Page size")
        .define(
            HttpSourceConfig.RETRY_BACKOFF_MS,
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
            HttpSourceConfig.RETRY_BACKOFF_MAX_MS,
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
            HttpSourceConfig.REQUEST_TIMEOUT_MS,
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
            HttpSourceConfig.MAX_RESPONSE_BYTES,
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
            HttpSourceConfig.MAX_RECORD_BYTES,
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
            HttpSourceConfig.BATCH_MAX_RECORDS,
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
}
