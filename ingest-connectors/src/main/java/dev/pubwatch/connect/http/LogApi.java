package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one system's audit log is asked for. */
interface LogApi {

  /**
   * What to ask for.
   *
   * @param stream as the operator named it, such as {@code orgs/acme}
   * @param from inclusive, in whole seconds
   * @param to until when; in live reading the present
   * @param open whether the log is read up to the present
   * @param options settings of the preset
   */
  record Query(
      String stream,
      Instant from,
      Instant to,
      boolean open,
      int pageSize,
      Map<String, String> options) {

    /** The second at or after {@link #to}. */
    Instant toCeiling() {
      Instant second = to.truncatedTo(ChronoUnit.SECONDS);
      return second.equals(to) ? second : second.plusSeconds(1);
    }
  }

  /** Address of the first page, which must have all entries from {@code from} on. */
  URI first(URI base, Query query);

  /** Key of the array of entries in the answer; null when the answer is the array. */
  @Nullable String entriesKey();

  /**
   * Link to the next page.
   *
   * @return null when this was the last one
   */
  @Nullable String next(Reply reply, Page page, int pageSize);

  /** When an entry happened, by the field after which the server selects; null when it has none. */
  @Nullable Instant timeOf(JsonNode entry);

  /**
   * Whether pages come oldest first. Where not, a whole window is read before anything of it is
   * delivered.
   */
  boolean isAscending();

  /** Longest window that one query may ask for; null when there is no bound. */
  default @Nullable Duration maxWindow() {
    return null;
  }

  /** Headers of each request beside those of authentication. */
  default Map<String, String> headers() {
    return Map.of("Accept", "application/json");
  }
}
