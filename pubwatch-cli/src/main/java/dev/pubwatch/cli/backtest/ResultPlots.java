package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.Calibration;
import dev.pubwatch.cli.backtest.measure.Caught;
import dev.pubwatch.cli.backtest.measure.Interval;
import dev.pubwatch.cli.backtest.measure.Ranking.RocPoint;
import dev.pubwatch.cli.backtest.measure.Standing;
import dev.pubwatch.console.Plot;
import dev.pubwatch.console.Plot.Axis;
import dev.pubwatch.console.Plot.Point;
import dev.pubwatch.console.Plot.Series;
import dev.pubwatch.console.Plot.Shape;
import dev.pubwatch.console.Plot.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A backtest's plots. */
final class ResultPlots {
  private static final double LEAST_SHARE = 1e-5;
  private static final double TOLERATED = 1.5;

  private final Result result;

  ResultPlots(Result result) {
    this.result = result;
  }

  /** Malicious events above a threshold against normal ones, the latter on a log scale. */
  Plot roc() {
    double least = Math.max(LEAST_SHARE, 0.1 / Math.max(1, result.judged().normal()));
    List<Series> series = new ArrayList<>();
    for (Standing standing : result.standings()) {
      List<Point> points =
          standing.ranking().roc().stream()
              .filter(point -> point.normal() > 0 || point.malicious() > 0)
              .map(ResultPlots::point)
              .toList();
      series.add(new Series(standing.name(), Shape.CURVE, points));
    }
    series.add(new Series("by chance", Shape.GUIDE, chance(least)));
    return new Plot(
        "ROC: share of malicious events above a threshold, against share of normal events",
        described(s -> "area " + Figures.auc(s.ranking().auc())),
        shares("share of normal events above the threshold (log scale)", least),
        recallAxis("share of malicious events above it"),
        series);
  }

  private static Point point(RocPoint point) {
    return Point.of(point.normal(), point.malicious());
  }

  private static List<Point> chance(double least) {
    List<Point> points = new ArrayList<>();
    for (double share = least; share < 1; share *= 1.25) {
      points.add(Point.of(share, share));
    }
    points.add(Point.of(1, 1));
    return points;
  }

  /** Recall by event at the shares of the table. */
  Plot recall() {
    return caught(
        "Share of malicious events caught, with Wilson's intervals",
        Caught::recall,
        Caught::recallInterval);
  }

  /** Recall by campaign at the shares of the table. */
  Plot campaigns() {
    return caught(
        "Share of campaigns caught, with Wilson's intervals",
        Caught::campaignRecall,
        Caught::campaignInterval);
  }

  private Plot caught(
      String title, Function<Caught, Double> recall, Function<Caught, Interval> interval) {
    List<Series> series = new ArrayList<>();
    for (Standing standing : result.standings()) {
      List<Point> points = new ArrayList<>();
      for (double share : Result.SHARES) {
        Caught caught = standing.ranking().at(share);
        Interval ends = interval.apply(caught);
        if (!Double.isNaN(recall.apply(caught))) {
          points.add(new Point(share, recall.apply(caught), ends.low(), ends.high()));
        }
      }
      series.add(new Series(standing.name(), Shape.LINE, points));
    }
    double low = Result.SHARES.get(0) / 2;
    double high = Result.SHARES.get(Result.SHARES.size() - 1) * 2;
    List<Tick> ticks =
        Result.SHARES.stream().map(share -> new Tick(share, Figures.share(share))).toList();
    return new Plot(
        title,
        described(s -> listed(s, recall)),
        new Axis("share of normal events alerted (log scale)", true, low, high, ticks),
        recallAxis("share caught"),
        series);
  }

  private static String listed(Standing standing, Function<Caught, Double> recall) {
    return Result.SHARES.stream()
        .map(
            share ->
                Figures.number(recall.apply(standing.ranking().at(share)), 2)
                    + " at "
                    + Figures.share(share))
        .collect(Collectors.joining(", "));
  }

  private String described(Function<Standing, String> figure) {
    return result.standings().stream()
        .map(standing -> standing.name() + ": " + figure.apply(standing))
        .collect(Collectors.joining("; "));
  }

  /** Share of scores above b bits against the promised 2^-b. */
  Plot calibration() {
    List<Series> series = new ArrayList<>();
    for (Calibration calibration : result.calibrations()) {
      series.add(new Series(calibration.kind(), Shape.DOTS, points(calibration)));
    }
    double least = StrictMath.scalb(1.0, -Calibration.MAX_BITS - 1);
    series.add(guide("promised", 1));
    series.add(guide("1.5 times as many", TOLERATED));
    series.add(guide("1.5 times fewer", 1 / TOLERATED));
    return new Plot(
        "Calibration: share of unlabelled events above b bits, against 2⁻ᵇ",
        "Points on the line are as rare as their score says; the tables below hold the numbers.",
        new Axis("score above, bits", false, 0, Calibration.MAX_BITS + 0.5, bitTicks()),
        new Axis("share of events (log scale)", true, least, 1, shareTicks()),
        series);
  }

  private static List<Point> points(Calibration calibration) {
    List<Point> points = new ArrayList<>();
    for (Calibration.Row row : calibration.rows()) {
      double promised = StrictMath.scalb(1.0, -row.bits());
      Interval ratio = row.ratioInterval();
      if (row.observed() > 0) {
        points.add(
            new Point(
                row.bits(),
                row.ratio() * promised,
                ratio.low() * promised,
                ratio.high() * promised));
      }
    }
    return points;
  }

  private static Series guide(String name, double factor) {
    List<Point> points = new ArrayList<>();
    for (int bits = 1; bits <= Calibration.MAX_BITS; bits++) {
      points.add(Point.of(bits, factor * StrictMath.scalb(1.0, -bits)));
    }
    return new Series(name, Shape.GUIDE, points);
  }

  private static List<Tick> bitTicks() {
    List<Tick> ticks = new ArrayList<>();
    for (int bits = 2; bits <= Calibration.MAX_BITS; bits += 2) {
      ticks.add(new Tick(bits, Integer.toString(bits)));
    }
    return ticks;
  }

  private static List<Tick> shareTicks() {
    List<Tick> ticks = new ArrayList<>();
    for (int bits = 0; bits <= Calibration.MAX_BITS; bits += 4) {
      ticks.add(new Tick(StrictMath.scalb(1.0, -bits), "1/" + (1 << bits)));
    }
    return ticks;
  }

  private static Axis shares(String label, double least) {
    List<Tick> ticks = new ArrayList<>();
    for (double share = 1; share >= least * 0.999; share /= 10) {
      ticks.add(new Tick(share, Figures.share(share)));
    }
    return new Axis(label, true, least, 1, ticks);
  }

  private static Axis recallAxis(String label) {
    List<Tick> ticks = new ArrayList<>();
    for (int fifth = 0; fifth <= 5; fifth++) {
      ticks.add(new Tick(fifth / 5.0, fifth * 20 + " %"));
    }
    return new Axis(label, false, 0, 1, ticks);
  }
}
