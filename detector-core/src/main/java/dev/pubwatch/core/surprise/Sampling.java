package dev.pubwatch.core.surprise;

/**
 * Which observations teach a hyper-parameter: all of the first {@link #FIRST}, then one in {@link
 * #EVERY} for as many. A lesson costs a logarithm a grid point, and thousands agree on the same.
 */
final class Sampling {
  private static final double FIRST = 4_096;
  private static final double EVERY = 8;

  private Sampling() {}

  /**
   * Counts an observation and says for how many it teaches: 1 at first, then {@link #EVERY} or 0.
   *
   * @param at where in the state the count is
   */
  static double weight(double[] state, int at) {
    double seen = state[at]++;
    if (seen < FIRST) {
      return 1;
    }
    return seen % EVERY == 0 ? EVERY : 0;
  }
}
