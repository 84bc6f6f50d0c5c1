package dev.pubwatch.console;

import dev.pubwatch.events.Alert;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The console's pages: the list, an alert, and whether all is well. */
final class Pages {
  private static final String ALERTS = "/alerts/";
  private static final int REFRESH_SECONDS = 5;

  private final NewestAlerts alerts;
  private final FeedStatus status;

  Pages(NewestAlerts alerts, FeedStatus status) {
    this.alerts = alerts;
    this.status = status;
  }

  /**
   * The answer to a GET.
   *
   * @param path as it came, percent-encoded
   */
  Answer get(String path) {
    if (path.equals("/")) {
      return Answer.html(200, list());
    }
    if (path.equals("/healthz")) {
      String fault = status.fault();
      return fault == null ? Answer.text(200, "ok") : Answer.text(503, fault);
    }
    Alert alert = path.startsWith(ALERTS) ? find(path.substring(ALERTS.length())) : null;
    return alert == null ? Answer.text(404, "not found") : Answer.html(200, detail(alert));
  }

  private @Nullable Alert find(String encodedId) {
    try {
      String keepPlus = encodedId.replace("+", "%2B");
      return alerts.find(URLDecoder.decode(keepPlus, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return null; // not percent-encoded as it must be: no alert has that name
    }
  }

  private Html list() {
    List<Alert> newest = alerts.list();
    Html html = Page.openRefreshing("pubwatch: alerts", REFRESH_SECONDS);
    html.element("h1", "Alerts").markup("\n");
    faults(html);
    if (newest.isEmpty()) {
      html.element("p", "No alerts so far.").markup("\n");
    } else {
      AlertTable.legend(html, newest);
      TimeChart.write(html, newest, null, null);
      AlertTable.write(html, newest, (alert, index) -> link(alert));
    }
    html.element("p", "meta", "The newest " + Console.MAX_ALERTS + " alerts.").markup("\n");
    return Page.close(html);
  }

  private void faults(Html html) {
    String fault = status.fault();
    if (fault != null) {
      html.element("p", "fault", "Not up to date: " + fault).markup("\n");
    }
    if (status.unreadable() > 0) {
      String records = Show.count(status.unreadable(), "record");
      html.element("p", "fault", records + " could not be read as an alert; see the log.")
          .markup("\n");
    }
  }

  private static String link(Alert alert) {
    String encoded = URLEncoder.encode(alert.getAlertId(), StandardCharsets.UTF_8);
    return ALERTS + encoded.replace("+", "%20");
  }

  private Html detail(Alert alert) {
    Html html = Page.open("pubwatch: " + alert.getTitle());
    html.markup("<p><a href=\"/\">All alerts</a></p>\n")
        .element("h1", alert.getTitle())
        .markup("\n");
    AlertDetail.write(html, alert);
    return Page.close(html);
  }
}
