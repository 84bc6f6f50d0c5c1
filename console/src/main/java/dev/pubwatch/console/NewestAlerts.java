package dev.pubwatch.console;

import dev.pubwatch.events.Alert;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest alerts by when they were detected, each in its latest revision. Safe for use by many
 * threads.
 */
final class NewestAlerts {
  private static final Comparator<Alert> NEWEST_FIRST =
      Comparator.comparing(Alert::getDetectedAt).reversed().thenComparing(Alert::getAlertId);

  private final int limit;
  private final Map<String, Alert> byId = new HashMap<>();
  private final TreeSet<Alert> newestFirst = new TreeSet<>(NEWEST_FIRST);

  /**
   * @param limit how many alerts are held; the oldest go first
   */
  NewestAlerts(int limit) {
    this.limit = limit;
  }

  /** All of {@code alerts}, in their latest revisions. */
  static NewestAlerts of(List<Alert> alerts) {
    NewestAlerts all = new NewestAlerts(Integer.MAX_VALUE);
    alerts.forEach(all::add);
    return all;
  }

  /** Takes an alert in, unless a later revision of it is held. */
  synchronized void add(Alert alert) {
    Alert held = byId.get(alert.getAlertId());
    if (held != null) {
      if (held.getRevision() >= alert.getRevision()) {
        return;
      }
      newestFirst.remove(held);
    }
    byId.put(alert.getAlertId(), alert);
    newestFirst.add(alert);
    if (newestFirst.size() > limit) {
      byId.remove(newestFirst.pollLast().getAlertId());
    }
  }

  synchronized @Nullable Alert find(String alertId) {
    return byId.get(alertId);
  }

  /** Newest first. */
  synchronized List<Alert> list() {
    return List.copyOf(newestFirst);
  }
}
