package dev.pubwatch.console;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import java.util.List;

/** Many alerts at a glance: how many of which severity, and a line for each. */
final class AlertTable {
  /** Where the details of an alert are. */
  interface Links {
    /** An address that needs no escaping, for the alert at {@code index} of the list. */
    String to(Alert alert, int index);
  }

  private AlertTable() {}

  /** How many of each severity there are; it is the legend of the chart too. */
  static void legend(Html html, List<Alert> alerts) {
    html.markup("<p class=\"legend\">");
    for (Severity severity : Show.SEVERITIES) {
      long count = alerts.stream().filter(a -> a.getSeverity() == severity).count();
      if (count > 0) {
        html.element("span", "severity " + severity, Show.count(count) + " " + severity)
            .markup(" ");
      }
    }
    html.markup("</p>\n");
  }

  static void write(Html html, List<Alert> alerts, Links links) {
    html.markup("<div class=\"wide\"><table class=\"alerts\">\n<thead><tr>")
        .markup("<th scope=\"col\">Severity</th><th scope=\"col\">Detected</th>")
        .markup("<th scope=\"col\">Alert</th>")
        .markup("<th scope=\"col\" class=\"number\">Bits</th>")
        .markup("<th scope=\"col\" class=\"number\">Events</th></tr></thead>\n<tbody>\n");
    for (int i = 0; i < alerts.size(); i++) {
      row(html, alerts.get(i), links.to(alerts.get(i), i));
    }
    html.markup("</tbody>\n</table></div>\n");
  }

  private static void row(Html html, Alert alert, String link) {
    html.markup("<tr><td>")
        .element("span", "severity " + alert.getSeverity(), alert.getSeverity().name())
        .markup("</td>")
        .element("td", "time", Show.time(alert.getDetectedAt()))
        .markup("<td><a href=\"" + link + "\">")
        .element("bdi", alert.getTitle())
        .markup("</a></td>")
        .element("td", "number", Show.decimal(alert.getScoreBits()))
        .element("td", "number", Show.count(alert.getEvents().size()))
        .markup("</tr>\n");
  }
}
