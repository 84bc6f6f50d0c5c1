package dev.pubwatch.console;

import dev.pubwatch.events.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures, tables and plots in one HTML file that needs nothing else: no script, no request, light
 * and dark. All text is escaped, whatever its origin.
 */
public final class ReportPage {
  /** A number that is shown large, with its name. */
  public record Tile(String name, String value) {}

  private final Html html;
  private int plots;

  private ReportPage(Html html) {
    this.html = html;
  }

  /** An empty page under a title. */
  public static ReportPage titled(String title) {
    return new ReportPage(Page.open(title).element("h1", title).markup("\n"));
  }

  public ReportPage heading(String text) {
    html.element("h2", "section", text).markup("\n");
    return this;
  }

  public ReportPage paragraph(String text) {
    html.element("p", "summary", text).markup("\n");
    return this;
  }

  public ReportPage numbers(List<Tile> tiles) {
    html.markup("<dl class=\"numbers\">\n");
    tiles.forEach(tile -> html.markup("<div>").fact(tile.name, tile.value).markup("</div>\n"));
    html.markup("</dl>\n");
    return this;
  }

  public ReportPage table(ReportTable table) {
    table.write(html);
    return this;
  }

  public ReportPage plot(Plot plot) {
    new PlotSvg(plot, "plot-" + ++plots).write(html);
    return this;
  }

  /** Alerts by day, week, month or year, whichever can be told apart. */
  public ReportPage alertsOverTime(
      List<Alert> alerts, @Nullable Instant from, @Nullable Instant to) {
    List<Alert> latest = NewestAlerts.of(alerts).list();
    AlertTable.legend(html, latest);
    TimeChart.write(html, latest, from, to);
    return this;
  }

  /**
   * Writes the page; the same content gives the same bytes. {@code file} is replaced when the page
   * is whole, and untouched when it fails.
   *
   * @throws IOException if {@code file} cannot be written
   */
  public void write(Path file) throws IOException {
    WholeFile.write(file, out -> out.append(html.toString()).append(Page.close(new Html()) + ""));
  }
}
