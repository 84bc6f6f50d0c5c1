package dev.pubwatch.core.surprise;

/**
 * From p-values to evidence.
 *
 * <p>Dependent p-values of one group are joined by the weighted Cauchy combination [1], which holds
 * in the tail under any dependence. A joined p-value becomes an e-value through the calibrator that
 * is free of parameters, the uniform mixture of κp^(κ−1): e(p) = (1 − p + p·ln p) / (p·ln² p) [2];
 * e-values of groups that are independent given normal behaviour multiply, so their logarithms add.
 *
 * <p>[1] Liu, Xie: Cauchy combination test, JASA 115, 2020. [2] Vovk, Wang: E-values: calibration,
 * combination and applications, Ann. Statist. 49(3), 2021.
 */
public final class Combination {
  /**
   * Truncated: a p-value above 1/2 adds nothing instead of a large negative term, so that dull
   * signals do not silence the odd one beside them (Fang et al., truncated Cauchy combination).
   */
  private static final double LARGEST_P = 0.5;

  private static final double SMALLEST_P = 1e-15;
  private static final double LN2 = StrictMath.log(2);

  private Combination() {}

  /** One p-value's term of the Cauchy combination. */
  public static double cauchyTerm(double p) {
    double clipped = Math.max(SMALLEST_P, Math.min(LARGEST_P, p));
    return clipped < 1e-6 ? 1 / (clipped * Math.PI) : StrictMath.tan((0.5 - clipped) * Math.PI);
  }

  /** The combined p-value of a weighted mean of terms. */
  public static double cauchyP(double meanTerm) {
    return meanTerm > 1e6
        ? 1 / (meanTerm * Math.PI)
        : Math.max(SMALLEST_P, 0.5 - StrictMath.atan(meanTerm) / Math.PI);
  }

  /**
   * log2 of (1 − share) + share·e(p): what the p-value says for an attack that shows it so often.
   */
  public static double log2Evidence(double p, double share) {
    return StrictMath.log(1 - share + share * eValue(p)) / LN2;
  }

  /** e(p), 1/2 at p = 1 and growing without bound as p falls. */
  public static double eValue(double p) {
    if (p > 0.999) {
      return 0.5;
    }
    double ln = StrictMath.log(Math.max(SMALLEST_P, p));
    return (1 - p + p * ln) / (Math.max(SMALLEST_P, p) * ln * ln);
  }
}
