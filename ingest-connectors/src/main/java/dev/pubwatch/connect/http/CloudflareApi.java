package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cloudflare's audit logs, version 2, of an account: oldest first, paged by a cursor in the body.
 */
final class CloudflareApi implements LogApi {

  @Override
  public URI first(URI base, Query query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("since", query.from().toString());
    parameters.put("before", query.toCeiling().toString());
    parameters.put("direction", "asc");
    parameters.put("limit", String.valueOf(query.pageSize()));
    return Queries.of(base, "/accounts/" + query.stream() + "/logs/audit", parameters);
  }

  @Override
  public String entriesKey() {
    return "result";
  }

  @Override
  public @Nullable String next(Reply reply, Page page, int pageSize) {
    String cursor = page.rest().path("result_info").path("cursor").asText("");
    return cursor.isEmpty() || page.entries().isEmpty()
        ? null
        : Queries.with(reply.uri(), "cursor", cursor).toString();
  }

  @Override
  public @Nullable Instant timeOf(JsonNode entry) {
    return EntryTimes.of(entry.path("action").path("time"));
  }

  @Override
  public boolean isAscending() {
    return true;
  }
}
