package dev.pubwatch.cli.backtest.measure;

/**
 * 95 % confidence intervals of shares and counts.
 *
 * <ol>
 *   <li>Shares: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
 *       JASA 22, 1927; the interval that Brown, Cai and DasGupta (Statistical Science 16, 2001)
 *       recommend for few trials.
 *   <li>Counts: the exact Poisson limits of F. Garwood, Fiducial Limits for the Poisson
 *       Distribution, Biometrika 28, 1936; above 100 Byar's approximation of them (Breslow and Day,
 *       Statistical Methods in Cancer Research II, 1987, p. 69), which is within 0.1 % there.
 * </ol>
 */
public final class Intervals {
  /** The normal distribution's 97.5 % quantile. */
  static final double Z = 1.959963984540054;

  private static final double TAIL = 0.025;
  private static final int LARGEST_EXACT = 100;
  private static final int HALVINGS = 100;

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

  /** The interval of the mean of a Poisson count, 0 or more. */
  public static Interval count(long count) {
    return count > LARGEST_EXACT ? byar((double) count) : garwood((int) count);
  }

  private static Interval garwood(int count) {
    double low = count == 0 ? 0 : mean(count - 1, 1 - TAIL);
    return new Interval(low, mean(count, TAIL));
  }

  /** The mean with which a Poisson count is at most {@code count} with that probability. */
  private static double mean(int count, double probability) {
    double low = 0;
    double high = 4 * count + 16.0;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (atMost(count, middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double atMost(int count, double mean) {
    double term = StrictMath.exp(-mean);
    double sum = term;
    for (int i = 1; i <= count; i++) {
      term *= mean / i;
      sum += term;
    }
    return sum;
  }

  private static Interval byar(double n) {
    double next = n + 1;
    return new Interval(
        n * cube(1 - 1 / (9 * n) - Z / (3 * StrictMath.sqrt(n))),
        next * cube(1 - 1 / (9 * next) + Z / (3 * StrictMath.sqrt(next))));
  }

  private static double cube(double value) {
    return value * value * value;
  }
}
