package dev.pubwatch.console;

import dev.pubwatch.events.Alert;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts in one HTML file that needs nothing else: to keep, to mail, to print. */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the report; the same alerts and facts give the same bytes. {@code file} is replaced when
   * the report is whole, and untouched when it fails.
   *
   * @param alerts in any order; of each alert the latest revision is shown
   * @throws IOException if {@code file} cannot be written
   */
  public static void write(Path file, List<Alert> alerts, ReportFacts facts) throws IOException {
    List<Alert> latest = NewestAlerts.of(alerts).list();
    WholeFile.write(file, out -> write(out, latest, facts));
  }

  private static void write(Writer out, List<Alert> alerts, ReportFacts facts) throws IOException {
    Html head = Page.open(facts.title());
    head.element("h1", facts.title()).markup("\n");
    numbers(head, alerts.size(), facts);
    if (alerts.isEmpty()) {
      head.element("p", "No alerts: nothing was odd enough.").markup("\n");
    } else {
      AlertTable.legend(head, alerts);
      TimeChart.write(head, alerts, facts.from(), facts.to());
      AlertTable.write(head, alerts, (alert, index) -> "#alert-" + (index + 1));
    }
    out.write(head.toString());
    for (int i = 0; i < alerts.size(); i++) {
      out.write(article(alerts.get(i), i + 1).toString());
    }
    out.write(Page.close(new Html()).toString());
  }

  private static void numbers(Html html, int alerts, ReportFacts facts) {
    html.markup("<dl class=\"numbers\">\n");
    number(html, "events", Show.count(facts.events()));
    number(html, "not readable", Show.count(facts.rejected()));
    number(html, "alerts", Show.count(alerts));
    number(html, "from", time(facts.from()));
    number(html, "to", time(facts.to()));
    html.markup("</dl>\n");
  }

  private static void number(Html html, String name, @Nullable String value) {
    if (value != null) {
      html.markup("<div>").fact(name, value).markup("</div>\n");
    }
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : Show.time(time);
  }

  private static Html article(Alert alert, int number) {
    Html html = new Html().markup("<article id=\"alert-" + number + "\">\n");
    html.element("h2", alert.getTitle()).markup("\n");
    AlertDetail.write(html, alert);
    return html.markup("</article>\n");
  }
}
