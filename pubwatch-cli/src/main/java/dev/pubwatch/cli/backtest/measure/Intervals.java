package dev.pubwatch.cli.backtest.measure;

/**
 * 95 % confidence intervals of shares and counts.
 *
 * <ol>
 *   <li>Shares: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
 *       JASA 22, 1927; the interval that Brown, Cai and DasGupta (Statistical Science 16, 2001)
 *       recommend for few trials.
 *   <li>Counts: Byar's approximation of the exact Poisson limits, in Breslow and Day, Statistical
 *       Methods in Cancer Research II, 1987, p. 69; within 1 % of the exact ones from a count of 1.
 * </ol>
 */
public final class Intervals {
  /** The normal distribution's 97.5 % quantile. */
  static final double Z = 1.959963984540054;

  private Intervals() {}

  /**
   * Wilson's interval of a share.
   *
   * @param hits 0 to {@code trials}
   * @param trials 0 or more; nothing is known with 0: the interval is 0 to 1
   */
  public static Interval share(long hits, long trials) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double n = trials;
    double share = hits / n;
    double centre = share + Z * Z / (2 * n);
    double half = Z * StrictMath.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    // The ends are exactly 0 and 1 there; rounding must not say otherwise.
    double low = hits == 0 ? 0 : (centre - half) / scale;
    double high = hits == trials ? 1 : (centre + half) / scale;
    return new Interval(low, high);
  }

  /** Byar's interval of the mean of a Poisson count, 0 or more. */
  public static Interval count(long count) {
    double n = (double) count;
    double next = n + 1;
    return new Interval(
        count == 0 ? 0 : n * cube(1 - 1 / (9 * n) - Z / (3 * root(n))),
        next * cube(1 - 1 / (9 * next) + Z / (3 * root(next))));
  }

  private static double root(double value) {
    return StrictMath.sqrt(value);
  }

  private static double cube(double value) {
    return value * value * value;
  }
}
