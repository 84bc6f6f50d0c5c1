package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GitLab's audit events of the instance, a group or a project: newest first, in windows of at most
 * 30 days, paged by keyset.
 */
final class GitlabAuditApi implements LogApi {
  private static final String INSTANCE = "instance";

  @Override
  public URI first(URI base, Query query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    // One second more on both sides: the documentation does not say which bound is inclusive.
    parameters.put("created_after", query.from().minusSeconds(1).toString());
    parameters.put("created_before", query.toCeiling().plusSeconds(1).toString());
    parameters.put("pagination", "keyset");
    parameters.put("order_by", "id");
    parameters.put("sort", "desc");
    parameters.put("per_page", String.valueOf(query.pageSize()));
    String of = query.stream().equals(INSTANCE) ? "" : "/" + query.stream();
    return Queries.of(base, of + "/audit_events", parameters);
  }

  @Override
  public @Nullable String entriesKey() {
    return null;
  }

  @Override
  public @Nullable String next(Reply reply, Page page, int pageSize) {
    return Queries.nextLink(reply);
  }

  @Override
  public @Nullable Instant timeOf(JsonNode entry) {
    return EntryTimes.of(entry.path("created_at"));
  }

  @Override
  public boolean isAscending() {
    return false;
  }

  @Override
  public Duration maxWindow() {
    return Duration.ofDays(30).minusSeconds(10);
  }
}
