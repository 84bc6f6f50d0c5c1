package dev.pubwatch.connect.http;

import dev.pubwatch.connect.EventSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
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

  /** Leaves a number to the preset. */
  static final long NOT_SET = -1;

  HttpSourceConfig(Map<String, String> properties) {
    super(HttpSettings.definition(), properties, false);
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
