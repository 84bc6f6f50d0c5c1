package dev.pubwatch.core.correlate;

import dev.pubwatch.core.surprise.Log2;

/**
 * How odd it is that so many of the novel edges (an owner meets something new to him) of a time
 * ended at the same thing.
 *
 * <p>A conditional scan statistic: given that M edges of a kind came within a window, m of them on
 * one indicator. Who is met next follows the Chinese restaurant process over all indicators of that
 * kind, so what is popular attracts more: the edge after n others on it, of N in all, has chance n
 * / (N + θ). The first edge picks the indicator; of the other M − 1 any m − 1 may follow it (union
 * bound), and the windows tried are paid for in {@link CampaignCorrelator}. Given only that edges
 * are exchangeable the bound holds however many there are an hour: a busy day is no campaign.
 *
 * <p>Kulldorff: A spatial scan statistic, Commun. Stat. 26(6), 1997; Pitman: Combinatorial
 * stochastic processes, 2006, §3.1.
 */
final class Scan {
  /** Most that θ is, and what it is believed to be of a stream without a past. */
  static final double THETA = 50;

  /** Edges that this belief is worth. */
  private static final double BELIEF = 10;

  private static final int BISECTIONS = 40;

  private Scan() {}

  /**
   * θ of a kind, at most {@link #THETA}: where many edges ended at few indicators, as with client
   * programs, the next one is likely to end there too, and that many do so tells little. Solves K =
   * θ ln(1 + N/θ), the expected number of indicators of N edges (Pitman 2006, §3.3), with a belief
   * worth {@value #BELIEF} edges.
   *
   * @param indicators how many the edges ended at
   * @param edges how many there were
   */
  static double theta(double indicators, double edges) {
    double seen = indicators + expected(THETA, BELIEF);
    double all = edges + BELIEF;
    if (expected(THETA, all) <= seen) {
      return THETA;
    }
    double low = 0;
    double high = THETA;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (expected(middle, all) > seen) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private static double expected(double theta, double edges) {
    return theta * StrictMath.log1p(edges / theta);
  }

  /**
   * −log2 of the bound, 0 and up.
   *
   * @param onIt edges on the indicator within the window, at least 1
   * @param within edges of its kind within the window, at least {@code onIt}
   * @param before edges on the indicator before the window
   * @param allBefore edges of its kind before the window
   * @param theta as {@link #theta} has it
   */
  static double bits(int onIt, int within, double before, double allBefore, double theta) {
    double log2 = 0;
    for (int j = 1; j < onIt; j++) {
      double ways = (double) (within - j) / j; // the factors of (M − 1 over m − 1)
      log2 += Log2.of(ways * (before + j) / (allBefore + theta + j));
    }
    return Math.max(0, -log2);
  }
}
