package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Harbor's audit log, {@code GET /api/v2.0/auditlog-exts}, oldest first, by page number. */
final class HarborApi implements LogApi {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  @Override
  public URI first(URI base, Query query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(
        "q",
        "op_time=[%s~%s]".formatted(TIME.format(query.from()), TIME.format(query.toCeiling())));
    parameters.put("sort", "op_time");
    parameters.put("page", "1");
    parameters.put("page_size", String.valueOf(query.pageSize()));
    return Queries.of(base, "/api/v2.0/auditlog-exts", parameters);
  }

  @Override
  public @Nullable String entriesKey() {
    return null;
  }

  @Override
  public @Nullable String next(Reply reply, Page page, int pageSize) {
    return PageNumbers.next(reply, page, pageSize);
  }

  @Override
  public @Nullable Instant timeOf(JsonNode entry) {
    return EntryTimes.of(entry.path("op_time"));
  }

  @Override
  public boolean isAscending() {
    return true;
  }
}
