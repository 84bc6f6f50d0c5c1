package dev.pubwatch.connect.http;

import dev.pubwatch.connect.Cursor;
import dev.pubwatch.connect.StartTimes;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the poller that a stream needs. */
final class Pollers {
  private final HttpSourceConfig config;
  private final Fetcher fetcher;
  private final Authentication authentication;
  private final Instant now;

  Pollers(HttpSourceConfig config, Fetcher fetcher, Authentication authentication, Instant now) {
    this.config = config;
    this.fetcher = fetcher;
    this.authentication = authentication;
    this.now = now;
  }

  /**
   * A poller that goes on where the offset says.
   *
   * @param offset as Connect stored it; null when nothing was read
   */
  Poller open(String stream, @Nullable Map<String, ?> offset) {
    StreamSettings settings = config.stream(stream);
    Instant start = StartTimes.of(config.getString(HttpSourceConfig.START_TIME), now);
    Cursor cursor = Cursor.resume(offset, start, settings.overlap(), settings.maxWindowEntries());
    LogApi api = config.preset().api();
    if (api != null) {
      return new LogPoller(settings, api, fetcher, authentication, cursor);
    }
    return stream.equals(NpmStreams.CHANGES)
        ? new ChangesPoller(settings, fetcher, authentication, cursor, offset)
        : new PackumentPoller(settings, fetcher, authentication, cursor, offset);
  }
}
