package dev.pubwatch.console;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Alerts by day, as an SVG; by week, month or year where days would be too many to tell apart. */
final class TimeChart {
  static final int MOST_BARS = 120;

  private static final int WIDTH = 720;
  private static final int HEIGHT = 110;
  private static final double WIDEST_BAR = 24;

  private final TimeStep step;
  private final LocalDate first;
  private final long bars;
  private final TreeMap<LocalDate, Map<Severity, Integer>> counts = new TreeMap<>();

  private TimeChart(TimeStep step, LocalDate first, LocalDate last) {
    this.step = step;
    this.first = step.floor(first);
    this.bars = step.bars(first, last);
  }

  /**
   * Draws the alerts over their own period, widened to {@code from} and {@code to} where those are
   * known; nothing where there is no alert.
   */
  static void write(Html html, List<Alert> alerts, @Nullable Instant from, @Nullable Instant to) {
    if (alerts.isEmpty()) {
      return;
    }
    LocalDate first = alerts.stream().map(TimeChart::date).min(LocalDate::compareTo).orElseThrow();
    LocalDate last = alerts.stream().map(TimeChart::date).max(LocalDate::compareTo).orElseThrow();
    LocalDate start = from == null || date(from).isAfter(first) ? first : date(from);
    LocalDate end = to == null || date(to).isBefore(last) ? last : date(to);
    Arrays.stream(TimeStep.values())
        .filter(step -> step.bars(start, end) <= MOST_BARS)
        .findFirst()
        .ifPresentOrElse(
            step -> new TimeChart(step, start, end).count(alerts).draw(html, start, end),
            () -> html.element("p", "meta", "From " + start + " to " + end + ": too long to draw"));
  }

  private TimeChart count(List<Alert> alerts) {
    for (Alert alert : alerts) {
      counts
          .computeIfAbsent(step.floor(date(alert)), day -> new EnumMap<>(Severity.class))
          .merge(alert.getSeverity(), 1, Integer::sum);
    }
    return this;
  }

  private void draw(Html html, LocalDate start, LocalDate end) {
    int most = counts.values().stream().mapToInt(TimeChart::sum).max().orElse(1);
    double pitch = Math.min(WIDEST_BAR, (double) WIDTH / bars);
    double width = pitch * bars;
    html.markup("<figure>\n<figcaption>Alerts by " + step.label() + ", at most ")
        .text(Show.count(most))
        .markup("</figcaption>\n<svg class=\"chart\" role=\"img\" viewBox=\"0 0 ")
        .markup("%d %d\" aria-label=\"".formatted(WIDTH, HEIGHT + 18))
        .text("Alerts by " + step.label() + " from " + start + " to " + end)
        .markup("\">\n");
    html.markup(
        "<line class=\"axis\" x1=\"0\" y1=\"%1$d\" x2=\"%2$s\" y2=\"%1$d\"/>\n"
            .formatted(HEIGHT, Show.decimal(Math.max(width, 200))));
    counts.forEach((day, severities) -> column(html, day, severities, pitch, most));
    html.markup("<text x=\"0\" y=\"%d\">".formatted(HEIGHT + 14)).text(start + "");
    html.markup(
            "</text>\n<text x=\"%s\" y=\"%d\" text-anchor=\"end\">"
                .formatted(Show.decimal(Math.max(width, 200)), HEIGHT + 14))
        .text(end + "")
        .markup("</text>\n</svg>\n</figure>\n");
  }

  /** The most severe at the foot, where heights compare best. */
  private void column(
      Html html, LocalDate day, Map<Severity, Integer> severities, double pitch, int most) {
    double x = pitch * (step.bars(first, day) - 1);
    double y = HEIGHT;
    html.markup("<g><title>")
        .text(step.name(day) + ": " + Show.count(sum(severities), "alert"))
        .markup("</title>");
    for (Severity severity : Show.SEVERITIES) {
      double height = (double) HEIGHT * severities.getOrDefault(severity, 0) / most;
      if (height > 0) {
        y -= height;
        html.markup(
            "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                .formatted(
                    severity,
                    Show.decimal(x),
                    Show.decimal(y),
                    Show.decimal(Math.max(pitch * 0.85, 1)),
                    Show.decimal(height)));
      }
    }
    html.markup("</g>\n");
  }

  private static int sum(Map<Severity, Integer> severities) {
    return severities.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static LocalDate date(Alert alert) {
    return date(alert.getDetectedAt());
  }

  private static LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
