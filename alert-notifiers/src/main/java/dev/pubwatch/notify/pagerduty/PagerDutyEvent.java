package dev.pubwatch.notify.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Severity;
import dev.pubwatch.formats.Text;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.message.Link;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.safe.Secret;
import dev.pubwatch.notify.siem.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of Events API v2: {@code summary} takes 1,024 characters, {@code dedup_key} 255. */
final class PagerDutyEvent {
  static final int MAX_SUMMARY = 1_024;
  static final int MAX_DEDUP_KEY = 255;
  static final int MAX_DETAILS = 64_000;
  private static final int MAX_FIELD = 255;
  private static final int MOST_ENTRIES = 10;
  private static final int LONGEST = 400;
  private static final int MOST_LINKED = 3;

  private PagerDutyEvent() {}

  static ObjectNode of(Notice notice, @Nullable URI console, Secret routingKey) {
    ObjectNode event =
        Json.object()
            .put("routing_key", routingKey.value())
            .put("event_action", action(notice.phase()))
            .put("dedup_key", Text.bound(notice.incidentId(), MAX_DEDUP_KEY));
    if (action(notice.phase()).equals("trigger")) {
      NoticeText text = new NoticeText(notice, console);
      event.put("client", "pubwatch");
      event.set("payload", payload(notice, text));
      ArrayNode links = links(text);
      if (!links.isEmpty()) {
        event.set("links", links);
      }
    }
    return event;
  }

  private static String action(Notice.Phase phase) {
    return switch (phase) {
      case OPENED, UPDATED, ESCALATED, DIGEST -> "trigger";
      case ACKNOWLEDGED -> "acknowledge";
      case RESOLVED -> "resolve";
    };
  }

  private static ObjectNode payload(Notice notice, NoticeText text) {
    Map<String, Object> values = text.values(MOST_ENTRIES, LONGEST);
    String project = String.valueOf(values.get("project"));
    ObjectNode payload =
        Json.object()
            .put("summary", Text.bound(text.headline(), MAX_SUMMARY))
            .put("source", Text.bound(project.isEmpty() ? "pubwatch" : project, MAX_FIELD))
            .put("severity", severity(notice.severity()))
            .put("timestamp", notice.updatedAt().toString())
            .put("class", String.valueOf(values.get("kind")))
            .put("group", Text.bound(String.valueOf(values.get("owner")), MAX_FIELD));
    payload.set("custom_details", Json.within(details(values), MAX_DETAILS));
    return payload;
  }

  /** In the order in which a page is read on a phone. */
  private static ObjectNode details(Map<String, Object> values) {
    ObjectNode details = Json.object();
    details.set("do_first", lines(values.get("do"), "what", "target", "reason"));
    details.set("why", lines(values.get("why"), "observed", "usual", "bits"));
    details.set("evidence", lines(values.get("evidence"), "time", "action", "of"));
    for (String name :
        List.of(
            "note",
            "many",
            "unless",
            "actor",
            "credential",
            "address",
            "country",
            "indicator",
            "rarity",
            "incident",
            "revision")) {
      String value = String.valueOf(values.getOrDefault(name, ""));
      if (!value.isEmpty()) {
        details.put(name, value);
      }
    }
    return details;
  }

  private static JsonNode lines(@Nullable Object items, String first, String second, String third) {
    ArrayNode lines = Json.array();
    if (items instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          ObjectNode line = Json.object();
          for (String name : List.of(first, second, third)) {
            line.put(name, String.valueOf(map.get(name)));
          }
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private static ArrayNode links(NoticeText text) {
    Map<String, Object> values = text.values(MOST_LINKED, LONGEST);
    ArrayNode links = Json.array();
    link(links, values.get("console"), "pubwatch");
    link(links, values.get("page"), "project");
    if (values.get("evidence") instanceof List<?> evidence) {
      for (Object item : evidence) {
        if (item instanceof Map<?, ?> map) {
          link(links, map.get("link"), Text.bound(String.valueOf(map.get("of")), MAX_FIELD));
        }
      }
    }
    return links;
  }

  private static void link(ArrayNode links, @Nullable Object link, String text) {
    if (link instanceof Link known) {
      links.add(Json.object().put("href", known.url()).put("text", text));
    }
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case critical -> "critical";
      case high -> "error";
      case medium -> "warning";
      case low, info, unknown -> "info";
    };
  }
}
