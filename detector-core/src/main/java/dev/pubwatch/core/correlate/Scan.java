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
  /** Chance of the unseen, and what a stream without a past is believed to have seen: 50 edges. */
  static final double THETA = 50;

  private Scan() {}

  /**
   * −log2 of the bound, 0 and up.
   *
   * @param onIt edges on the indicator within the window, at least 1
   * @param within edges of its kind within the window, at least {@code onIt}
   * @param before edges on the indicator before the window
   * @param allBefore edges of its kind before the window
   */
  static double bits(int onIt, int within, double before, double allBefore) {
    double log2 = 0;
    for (int j = 1; j < onIt; j++) {
      double ways = (double) (within - j) / j; // the factors of (M − 1 over m − 1)
      log2 += Log2.of(ways * (before + j) / (allBefore + THETA + j));
    }
    return Math.max(0, -log2);
  }
}
