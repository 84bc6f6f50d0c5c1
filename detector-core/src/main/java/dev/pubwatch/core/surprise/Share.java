package dev.pubwatch.core.surprise;

/**
 * A share learned from the stream with Laplace's prior: how often one thing comes with another. Two
 * numbers of state, hits and cases.
 */
public final class Share {
  private static final double DECAY_AT = 100_000;

  private Share() {}

  /** Length of the state that {@link #learn} keeps. */
  public static int stateLength() {
    return 2;
  }

  /**
   * Takes one case into the share.
   *
   * @param at where in the state the share begins
   */
  public static void learn(double[] state, int at, boolean hit) {
    state[at] += hit ? 1 : 0;
    state[at + 1]++;
    if (state[at + 1] > DECAY_AT) {
      state[at] /= 2;
      state[at + 1] /= 2;
    }
  }

  /** The share of hits, in (0, 1). */
  public static double of(double[] state, int at) {
    return (state[at] + 1) / (state[at + 1] + 2);
  }

  /** Mid-p value of a case when a hit is the odd outcome. */
  public static double midP(double[] state, int at, boolean hit) {
    double share = of(state, at);
    return hit ? share / 2 : share + (1 - share) / 2;
  }
}
