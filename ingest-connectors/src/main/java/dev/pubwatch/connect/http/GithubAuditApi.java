package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's audit log: {@code GET /orgs/{org}/audit-log} and {@code /enterprises/{e}/audit-log},
 * oldest first, paged by the cursor in the Link header.
 */
final class GithubAuditApi implements LogApi {
  /** Which events: {@code web}, {@code git} or {@code all}. */
  static final String INCLUDE = "github.include";

  @Override
  public URI first(URI base, Query query) {
    String created = query.open() ? ">=" + query.from() : query.from() + ".." + query.toCeiling();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("phrase", "created:" + created);
    parameters.put("include", query.options().getOrDefault(INCLUDE, "all"));
    parameters.put("order", "asc");
    parameters.put("per_page", String.valueOf(query.pageSize()));
    return Queries.of(base, "/" + query.stream() + "/audit-log", parameters);
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
    Instant created = EntryTimes.of(entry.path("created_at"));
    return created == null ? EntryTimes.of(entry.path("@timestamp")) : created;
  }

  @Override
  public boolean isAscending() {
    return true;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28");
  }
}
