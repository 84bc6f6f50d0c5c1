package dev.pubwatch.notify.terminal;

import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import java.util.List;
import java.util.Locale;

/**
 * A notice for a person at a terminal. One alert that has just come stands for itself; of an
 * incident with several, a line says what happened and the strongest follow.
 */
final class NoticeRenderer {
  private static final int MOST_ALERTS = 3;
  private static final int MAX_TEXT = 200;

  private NoticeRenderer() {}

  static String render(Notice notice, RenderOptions options) {
    boolean came = notice.phase() == Phase.OPENED || notice.phase() == Phase.UPDATED;
    if (came && notice.alerts().size() == 1 && notice.note().isEmpty()) {
      return AlertRenderer.render(notice.alert(), options);
    }
    StringBuilder text = new StringBuilder(line(notice)).append("\n");
    boolean over = notice.phase() == Phase.ACKNOWLEDGED || notice.phase() == Phase.RESOLVED;
    if (!over) {
      List<Alert> alerts = notice.alerts();
      alerts.stream()
          .limit(MOST_ALERTS)
          .forEach(alert -> text.append(AlertRenderer.render(alert, options)));
      int more = alerts.size() - MOST_ALERTS;
      text.append(more > 0 ? "  and %d more%n%n".formatted(more) : "");
    }
    return text.append(over ? "\n" : "").toString();
  }

  private static String line(Notice notice) {
    String counted = notice.alertCount() == 1 ? "1 alert" : notice.alertCount() + " alerts";
    String note = notice.note().isEmpty() ? "" : ": " + Clean.line(notice.note(), MAX_TEXT);
    return "%s %s, %s, %s%s"
        .formatted(
            notice.phase().name(),
            Clean.line(notice.incidentId(), MAX_TEXT),
            notice.severity().name().toLowerCase(Locale.ROOT),
            counted,
            note);
  }
}
