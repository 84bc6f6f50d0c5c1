package dev.pubwatch.notify.message;

import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Signal;
import dev.pubwatch.events.Technique;
import dev.pubwatch.notify.terminal.Clean;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entries of a notice's lists, as values for a {@link Template}. */
final class Items {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Items() {}

  /** The last one says how many were left out. */
  static <T> List<Map<String, Object>> of(
      List<T> all, int entries, Function<T, Map<String, Object>> item) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (T one : all.subList(0, Math.min(entries, all.size()))) {
      items.add(new HashMap<>(item.apply(one)));
    }
    if (all.size() > entries && !items.isEmpty()) {
      items.get(items.size() - 1).put("more", "and " + (all.size() - entries) + " more");
    }
    return items;
  }

  static Map<String, Object> why(Signal s, int chars) {
    return Map.of(
        "name", line(s.getName(), chars),
        "observed", line(s.getObserved(), chars),
        "usual", line(s.getExpected(), chars),
        "bits", bits(s.getBits()),
        "more", "");
  }

  static Map<String, Object> action(ResponseAction r, int chars) {
    return Map.of(
        "what", line(r.getAction().replace('_', ' '), chars),
        "target", line(r.getTarget(), chars),
        "reason", line(r.getReason(), chars),
        "more", "");
  }

  static Map<String, Object> evidence(EvidenceEvent e, int chars) {
    String version = e.getVersion();
    String of = e.getProject() == null ? e.getEventId() : e.getProject();
    return Map.of(
        "time", TIME.format(e.getTime()),
        "action", line(e.getAction(), chars),
        "of", line(version == null ? of : of + " " + version, chars),
        "link", link(e.getProject(), version),
        "more", "");
  }

  static Map<String, Object> technique(Technique t, int chars) {
    String id = line(t.getId(), chars);
    boolean plain = id.matches("T\\d{4}(\\.\\d{3})?");
    String url = "https://attack.mitre.org/techniques/" + id.replace('.', '/') + "/";
    return Map.of("id", id, "link", plain ? new Link(url, id) : "", "more", "");
  }

  static Object link(@Nullable String project, @Nullable String version) {
    String url = Links.of(project, version);
    return url == null ? "" : new Link(url, "see");
  }

  static String bits(double bits) {
    return String.format(Locale.ROOT, "%.1f", bits);
  }

  static String line(@Nullable String text, int longest) {
    return text == null ? "" : Clean.line(text, longest);
  }
}
