package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Docker Hub's audit logs of an account, newest first, by page number. */
final class DockerHubApi implements LogApi {

  @Override
  public URI first(URI base, Query query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("from", query.from().toString());
    parameters.put("to", query.toCeiling().toString());
    parameters.put("page", "1");
    parameters.put("page_size", String.valueOf(query.pageSize()));
    return Queries.of(base, "/v2/auditlogs/" + query.stream(), parameters);
  }

  @Override
  public String entriesKey() {
    return "logs";
  }

  @Override
  public @Nullable String next(Reply reply, Page page, int pageSize) {
    return PageNumbers.next(reply, page, pageSize);
  }

  @Override
  public @Nullable Instant timeOf(JsonNode entry) {
    return EntryTimes.of(entry.path("timestamp"));
  }

  @Override
  public boolean isAscending() {
    return false;
  }

  @Override
  public Duration maxWindow() {
    return Duration.ofDays(7);
  }
}
