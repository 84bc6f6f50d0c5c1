package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Okta's system log. Queries have an upper bound, so that they end: without one, the Link header
 * always names another page.
 */
final class OktaApi implements LogApi {

  @Override
  public URI first(URI base, Query query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("since", query.from().toString());
    parameters.put("until", query.toCeiling().toString());
    parameters.put("sortOrder", "ASCENDING");
    parameters.put("limit", String.valueOf(query.pageSize()));
    return Queries.of(base, "/api/v1/logs", parameters);
  }

  @Override
  public @Nullable String entriesKey() {
    return null;
  }

  @Override
  public @Nullable String next(Reply reply, Page page, int pageSize) {
    return page.entries().isEmpty() ? null : Queries.nextLink(reply);
  }

  @Override
  public @Nullable Instant timeOf(JsonNode entry) {
    return EntryTimes.of(entry.path("published"));
  }

  @Override
  public boolean isAscending() {
    return true;
  }
}
