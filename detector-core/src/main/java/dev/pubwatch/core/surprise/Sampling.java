package dev.pubwatch.core.surprise;

/**
 * Which observations teach a hyper-parameter: all of the first {@link #FIRST}, then one in {@link
 * #EVERY}. By then the grid's weights hardly move, and each lesson costs a logarithm a grid point.
 */
final class Sampling {
  private static final double FIRST = 4_096;
  private static final double EVERY = 8;

  private Sampling() {}

  /**
   * Counts an observation; true when it teaches.
   *
   * @param at where in the state the count is
   */
  static boolean teaches(double[] state, int at) {
    double seen = state[at]++;
    return seen < FIRST || seen % EVERY == 0;
  }
}
