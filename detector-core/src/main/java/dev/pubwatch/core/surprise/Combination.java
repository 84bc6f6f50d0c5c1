package dev.pubwatch.core.surprise;

/**
 * From p-values to evidence against normal, as e-values: numbers whose mean over normal events is
 * at most 1 [1].
 *
 * <p>A yes/no that turned, or a value never seen before, of which the chance is known, has an exact
 * one: the likelihood ratio against an intruder who always shows it, 1/P. A quantity far out has
 * the likelihood ratio against an intruder whose bits are anywhere between {@code 1} and {@link
 * #LARGEST_BITS}, the p-value being log-uniform. The mean of e-values is an e-value under any
 * dependence, so signals that move together are averaged; those of groups that are close to
 * independent in normal traffic multiply, so their logarithms add.
 *
 * <p>[1] Vovk, Wang: E-values: calibration, combination and applications, Ann. Statist. 49(3),
 * 2021.
 */
public final class Combination {
  /** Beyond 12 bits, one event in 4,096, the past of a stream hardly tells one p from another. */
  private static final double LARGEST_BITS = 12;

  private static final double LARGEST_P = 0.5;
  private static final double LN2 = StrictMath.log(2);
  private static final double SMALLEST_P = StrictMath.pow(2, -LARGEST_BITS);
  private static final double LOG_UNIFORM = 1 / ((LARGEST_BITS - 1) * LN2);

  /** No single yes/no is believed beyond one in a billion. */
  private static final double SMALLEST_CHANCE = 1e-9;

  private Combination() {}

  /**
   * The e-value of a yes/no that turned.
   *
   * @param midP half the chance of a turn; above 0.4 it did not turn
   */
  public static double ofTurn(double midP) {
    return midP > 0.4 ? 0 : 1 / (2 * Math.max(midP, SMALLEST_CHANCE));
  }

  /**
   * The e-value of the innermost of nested yes/noes that turned, each p-value being that of all
   * further in: an intruder is as likely to stop at one level as at another. Of each level P is at
   * most twice its mid-p value, so that the mean is at most 1.
   *
   * @param levels how many there are, at least 1
   */
  public static double ofTurn(double midP, int levels) {
    return ofTurn(midP) / levels;
  }

  /** The e-value of a mid-p value that can lie anywhere in (0, 1]. */
  public static double ofQuantity(double midP) {
    return midP > LARGEST_P ? 0 : LOG_UNIFORM / Math.max(midP, SMALLEST_P);
  }

  /**
   * log2 of ((1 − share) + share·e) / (1 − share): what an e-value says for an intruder of whose
   * kind such a share shows it at all, beside an event that shows nothing. It is never negative:
   * what is dull tells no more than what the source did not record.
   */
  public static double log2Evidence(double eValue, double share) {
    return Log2.of(1 + share / (1 - share) * eValue);
  }
}
