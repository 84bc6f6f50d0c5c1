package dev.pubwatch.console;

import java.util.List;

/**
 * Values against values, drawn by a {@link ReportPage}.
 *
 * @param title what it shows
 * @param description the same in words, for whoever cannot see it
 * @param series in the order of the legend
 */
public record Plot(String title, String description, Axis x, Axis y, List<Series> series) {
  public Plot {
    series = List.copyOf(series);
  }

  /** A place on an axis that is labelled. */
  public record Tick(double at, String label) {}

  /**
   * One axis; values outside are drawn at its end.
   *
   * @param log whether distances are ratios; both ends are above 0 then
   */
  public record Axis(String label, boolean log, double low, double high, List<Tick> ticks) {
    public Axis {
      ticks = List.copyOf(ticks);
      if (!(low < high) || (log && !(low > 0))) {
        throw new IllegalArgumentException(
            "an axis must go up, a logarithmic one from above 0, was %s to %s"
                .formatted(low, high));
      }
    }

    /** How far along the axis a value is, 0 to 1. */
    double position(double value) {
      double inside = Math.min(high, Math.max(low, value));
      return log
          ? StrictMath.log(inside / low) / StrictMath.log(high / low)
          : (inside - low) / (high - low);
    }
  }

  /** How a series is drawn. */
  public enum Shape {
    /** Points joined, each visible. */
    LINE,
    /** Points joined, for very many. */
    CURVE,
    /** Points with their intervals. */
    DOTS,
    /** A thin dashed line to compare with. */
    GUIDE
  }

  /** A value, and the interval that it may lie in. */
  public record Point(double x, double y, double low, double high) {
    public static Point of(double x, double y) {
      return new Point(x, y, y, y);
    }
  }

  /** Points that belong together. */
  public record Series(String name, Shape shape, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }
}
