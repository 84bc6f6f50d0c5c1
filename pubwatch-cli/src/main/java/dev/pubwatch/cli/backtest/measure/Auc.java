package dev.pubwatch.cli.backtest.measure;

import java.util.function.DoubleUnaryOperator;

/**
 * Area under the ROC curve: how often a malicious event scores above a normal one, ties counted
 * half.
 *
 * <ol>
 *   <li>Variance: DeLong, DeLong and Clarke-Pearson, Comparing the Areas under Two or More
 *       Correlated Receiver Operating Characteristic Curves, Biometrics 44, 1988. The interval is
 *       taken on the logit scale (Pepe, The Statistical Evaluation of Medical Tests, 2003, 5.2.4),
 *       as it otherwise exceeds 1 where it matters.
 *   <li>That variance is 0 when the two groups do not overlap, and unknown with a single malicious
 *       event. There the interval is found by solving for the area whose own variance, after Hanley
 *       and McNeil (Radiology 143, 1982), just reaches what was seen, as Newcombe (Statistics in
 *       Medicine 25, 2006) does.
 * </ol>
 *
 * <p>Both take events as independent. The versions of one campaign are not, so the truth is wider.
 *
 * @param value 0 to 1; NaN when there is nothing to compare
 * @param interval 0 to 1 when there is nothing to compare
 * @param method {@code delong-logit}, {@code hanley-mcneil-score}, or {@code none}
 */
public record Auc(double value, Interval interval, String method) {
  static final String DELONG = "delong-logit";
  static final String HANLEY_MCNEIL = "hanley-mcneil-score";
  private static final String NONE = "none";
  private static final int HALVINGS = 100;

  /**
   * Compares two groups.
   *
   * @param normal ascending
   * @param malicious ascending
   */
  static Auc of(double[] normal, double[] malicious) {
    int n = normal.length;
    int m = malicious.length;
    if (n == 0 || m == 0) {
      return new Auc(Double.NaN, new Interval(0, 1), NONE);
    }
    double[] ofMalicious = placements(malicious, normal);
    double auc = mean(ofMalicious);
    double variance =
        n < 2 || m < 2
            ? 0
            : variance(ofMalicious) / m + variance(placements(normal, malicious)) / n;
    return variance > 0 && auc > 0 && auc < 1
        ? new Auc(auc, logit(auc, StrictMath.sqrt(variance)), DELONG)
        : new Auc(auc, score(auc, n, m), HANLEY_MCNEIL);
  }

  /** For each value the share of the others that lie below it, ties counted half. */
  private static double[] placements(double[] values, double[] others) {
    double[] placements = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int below = Sorted.below(others, values[i]);
      int notAbove = Sorted.notAbove(others, values[i]);
      placements[i] = (below + (notAbove - below) / 2.0) / others.length;
    }
    return placements;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }

  private static Interval logit(double auc, double error) {
    double centre = StrictMath.log(auc / (1 - auc));
    double half = Intervals.Z * error / (auc * (1 - auc));
    return new Interval(logistic(centre - half), logistic(centre + half));
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static Interval score(double auc, double n, double m) {
    DoubleUnaryOperator reach =
        area -> Intervals.Z * StrictMath.sqrt(Math.max(0, hanleyMcNeil(area, n, m)));
    double low = border(0, auc, area -> auc - area - reach.applyAsDouble(area));
    double high = border(1, auc, area -> area - auc - reach.applyAsDouble(area));
    return new Interval(low, high);
  }

  private static double hanleyMcNeil(double area, double n, double m) {
    double q1 = area / (2 - area);
    double q2 = 2 * area * area / (1 + area);
    double square = area * area;
    return (area * (1 - area) + (m - 1) * (q1 - square) + (n - 1) * (q2 - square)) / (m * n);
  }

  /** Where {@code excess} turns from above 0 on the outer side to 0 or below on the inner. */
  private static double border(double outer, double inner, DoubleUnaryOperator excess) {
    double out = outer;
    double in = inner;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (out + in) / 2;
      if (excess.applyAsDouble(middle) > 0) {
        out = middle;
      } else {
        in = middle;
      }
    }
    return in;
  }
}
