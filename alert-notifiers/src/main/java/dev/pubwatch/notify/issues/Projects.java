package dev.pubwatch.notify.issues;

import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which projects on a host a notice is about, and what of it is about each. */
final class Projects {
  private static final String PATH =
      "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}(?:/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}){1,9}";

  private final String host;
  private final boolean nested;
  private final List<String> owners;

  /**
   * @param nested whether projects may be deeper than owner and name
   * @param owners whose projects may be written to, {@code *} for all
   */
  Projects(String host, boolean nested, List<String> owners) {
    this.host = host.toLowerCase(Locale.ROOT);
    this.nested = nested;
    this.owners = owners.stream().map(o -> o.toLowerCase(Locale.ROOT)).toList();
  }

  /** By project, strongest first: a project is told of its own alerts only. */
  Map<String, Notice> of(Notice notice) {
    Map<String, List<Alert>> alerts = new LinkedHashMap<>();
    for (Alert alert : notice.alerts()) {
      String project = path(alert.getProject());
      if (project != null) {
        alerts.computeIfAbsent(project, p -> new ArrayList<>()).add(alert);
      }
    }
    Map<String, Notice> notices = new LinkedHashMap<>();
    alerts.forEach((project, own) -> notices.put(project, part(notice, own)));
    return notices;
  }

  private static Notice part(Notice n, List<Alert> alerts) {
    boolean all = alerts.size() == n.alerts().size();
    return new Notice(
        n.incidentId(),
        n.revision(),
        n.phase(),
        n.route(),
        all ? n.severity() : alerts.get(0).getSeverity(),
        n.openedAt(),
        n.updatedAt(),
        all ? n.alertCount() : alerts.size(),
        alerts,
        n.note());
  }

  /** The project's path on the host, null where it is elsewhere or belongs to somebody else. */
  @Nullable String path(@Nullable String project) {
    String prefix = host + "/";
    String purl = "pkg:" + host.replace(".com", "") + "/";
    String path =
        project == null
            ? ""
            : project.startsWith(prefix)
                ? project.substring(prefix.length())
                : project.startsWith(purl) ? project.substring(purl.length()) : "";
    boolean deep = path.indexOf('/') != path.lastIndexOf('/');
    if (!path.matches(PATH) || (deep && !nested)) {
      return null;
    }
    String owner = path.substring(0, path.indexOf('/')).toLowerCase(Locale.ROOT);
    return owners.contains("*") || owners.contains(owner) ? path : null;
  }
}
