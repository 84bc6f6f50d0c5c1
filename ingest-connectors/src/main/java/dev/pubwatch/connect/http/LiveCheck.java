package dev.pubwatch.connect.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Asks the server once whether the configuration works. */
final class LiveCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private LiveCheck() {}

  /** What is wrong: setting to sentence; empty when the server answers, or only asks to wait. */
  static Map<String, String> of(HttpSourceConfig config) {
    InstantSource clock = InstantSource.system();
    int maxBytes = config.getInt(HttpSourceConfig.MAX_RESPONSE_BYTES);
    try (Fetcher fetcher = new Fetcher(config.url(), TIMEOUT, maxBytes, clock)) {
      Instant now = clock.instant();
      Pollers pollers = new Pollers(config, fetcher, config.authentication(), now);
      pollers.open(config.streams().get(0), null).request(now);
      return Map.of();
    } catch (HttpFault e) {
      return fault(config, e);
    }
  }

  private static Map<String, String> fault(HttpSourceConfig config, HttpFault fault) {
    boolean limited =
        fault.kind() == HttpFault.Kind.LIMITED || fault.kind() == HttpFault.Kind.TOO_LONG;
    if (limited) {
      return Map.of();
    }
    if (fault.status() == 401 || fault.status() == 403) {
      return Map.of(HttpSourceConfig.AUTH_TOKEN, "was not accepted: " + fault.sentence());
    }
    boolean path = fault.status() / 100 == 4 && config.preset().defaultStreams().isEmpty();
    return Map.of(
        path ? HttpSourceConfig.STREAMS : HttpSourceConfig.URL,
        "cannot be read: " + fault.sentence());
  }
}
