package dev.pubwatch.console;

import dev.pubwatch.console.Plot.Axis;
import dev.pubwatch.console.Plot.Point;
import dev.pubwatch.console.Plot.Series;
import dev.pubwatch.console.Plot.Shape;
import dev.pubwatch.console.Plot.Tick;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws a plot as an SVG with its legend; series differ by colour and by dashes. */
final class PlotSvg {
  /** Series that look different; more of them begin again. */
  static final int LOOKS = 6;

  private static final double APART = 4;
  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final int LEFT = 62;
  private static final int RIGHT = 28;
  private static final int TOP = 12;
  private static final int BOTTOM = 48;

  private final Plot plot;
  private final String id;

  PlotSvg(Plot plot, String id) {
    this.plot = plot;
    this.id = id;
  }

  void write(Html html) {
    html.markup("<figure>\n").element("figcaption", plot.title()).markup("\n");
    legend(html);
    html.markup(
            "<svg class=\"chart plot\" role=\"img\" viewBox=\"0 0 %d %d\" aria-labelledby=\"%3$s-title %3$s-desc\">\n"
                .formatted(WIDTH, HEIGHT, id))
        .markup("<title id=\"" + id + "-title\">")
        .text(plot.title())
        .markup("</title>\n<desc id=\"" + id + "-desc\">")
        .text(plot.description())
        .markup("</desc>\n");
    axes(html);
    int look = 0;
    for (Series series : plot.series()) {
      if (series.shape() == Shape.GUIDE) {
        draw(html, series, "guide", 0);
      } else {
        draw(html, series, "s" + look % LOOKS, look * APART);
        look++;
      }
    }
    html.markup("</svg>\n</figure>\n");
  }

  private void legend(Html html) {
    html.markup("<p class=\"legend\">");
    int look = 0;
    for (Series series : plot.series()) {
      String css = series.shape() == Shape.GUIDE ? "guide" : "s" + look++ % LOOKS;
      html.markup("<span class=\"key\"><svg width=\"28\" height=\"10\" aria-hidden=\"true\">")
          .markup(
              "<line class=\"series " + css + "\" x1=\"0\" y1=\"5\" x2=\"28\" y2=\"5\"/></svg> ")
          .text(series.name())
          .markup("</span> ");
    }
    html.markup("</p>\n");
  }

  private void axes(Html html) {
    int bottom = HEIGHT - BOTTOM;
    for (Tick tick : plot.x().ticks()) {
      double x = x(tick.at());
      line(html, "grid", x, TOP, x, bottom);
      label(html, x, bottom + 16, "middle", tick.label());
    }
    for (Tick tick : plot.y().ticks()) {
      double y = y(tick.at());
      line(html, "grid", LEFT, y, WIDTH - RIGHT, y);
      label(html, LEFT - 6, y + 4, "end", tick.label());
    }
    line(html, "axis", LEFT, TOP, LEFT, bottom);
    line(html, "axis", LEFT, bottom, WIDTH - RIGHT, bottom);
    label(html, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", plot.x().label());
    html.markup(
            "<text text-anchor=\"middle\" transform=\"translate(13 %s) rotate(-90)\">"
                .formatted(at((TOP + bottom) / 2.0)))
        .text(plot.y().label())
        .markup("</text>\n");
  }

  /**
   * Draws one series.
   *
   * @param aside how far to the right, so that intervals at the same place can be told apart
   */
  private void draw(Html html, Series series, String css, double aside) {
    if (series.shape() != Shape.DOTS && series.points().size() > 1) {
      String corners =
          series.points().stream()
              .map(point -> at(x(point.x())) + "," + at(y(point.y())))
              .collect(Collectors.joining(" "));
      html.markup("<polyline class=\"series %s\" points=\"%s\"/>\n".formatted(css, corners));
    }
    if (series.shape() == Shape.LINE || series.shape() == Shape.DOTS) {
      series.points().forEach(point -> dot(html, series, point, css, aside));
    }
  }

  private void dot(Html html, Series series, Point point, String css, double aside) {
    double x = x(point.x()) + aside;
    html.markup("<g><title>")
        .text("%s: %s at %s".formatted(series.name(), shown(point.y()), shown(point.x())))
        .text(point.low() < point.high() ? interval(point) : "")
        .markup("</title>");
    if (point.low() < point.high()) {
      line(html, "whisker " + css, x, y(point.low()), x, y(point.high()));
    }
    html.markup(
        "<circle class=\"dot %s\" cx=\"%s\" cy=\"%s\" r=\"3.5\"/></g>\n"
            .formatted(css, at(x), at(y(point.y()))));
  }

  private static String interval(Point point) {
    return " (%s to %s)".formatted(shown(point.low()), shown(point.high()));
  }

  private double x(double value) {
    return LEFT + position(plot.x(), value) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - position(plot.y(), value) * (HEIGHT - TOP - BOTTOM);
  }

  private static double position(Axis axis, double value) {
    return axis.position(value);
  }

  private static void line(Html html, String css, double x1, double y1, double x2, double y2) {
    html.markup(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(css, at(x1), at(y1), at(x2), at(y2)));
  }

  private static void label(Html html, double x, double y, String anchor, String text) {
    html.markup("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">".formatted(at(x), at(y), anchor))
        .text(text)
        .markup("</text>\n");
  }

  private static String at(double coordinate) {
    return Show.decimal(coordinate);
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
