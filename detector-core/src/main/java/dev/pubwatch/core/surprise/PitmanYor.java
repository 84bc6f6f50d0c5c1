package dev.pubwatch.core.surprise;

import dev.pubwatch.core.Seen;

/**
 * The Pitman–Yor predictive of a categorical value, and its parameters learned from the stream.
 *
 * <p>For an entity with n observations of k values, P(new) = (θ + σk) / (θ + n) and P(x) = (n_x −
 * σ) / (θ + n) [1, 2]. θ and σ are the posterior means over a fixed grid, weighted by how well each
 * pair predicted new against known over all entities so far (empirical Bayes), with old evidence
 * fading.
 *
 * <p>[1] Sanna Passino, Heard: Modelling dynamic network evolution as a Pitman–Yor process, Found.
 * Data Sci. 1(3), 2019. [2] Heard, Rubin-Delanchy: Network-wide anomaly detection via the Dirichlet
 * process, ISI 2016.
 */
public final class PitmanYor {
  private static final double[] THETA = {0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4};
  private static final double[] SIGMA = {0, 0.1, 0.25, 0.4, 0.6};
  private static final int GRID = THETA.length * SIGMA.length;

  /** Evidence fades with a memory of about this many observations. */
  private static final double MEMORY = 50_000;

  private PitmanYor() {}

  /** Length of the state that {@link #learn} keeps: a log weight per grid point, and a count. */
  public static int stateLength() {
    return GRID + 1;
  }

  /**
   * Takes one observation into the weights, see {@link Sampling}. Values still on probation teach
   * nothing.
   *
   * @param at where in the state the weights begin
   */
  public static void learn(double[] state, int at, Seen seen) {
    if (seen.n() <= 0 || seen.recent() > 0) {
      return;
    }
    double lessons = seen.isNew() ? 1 : Sampling.weight(state, at + GRID);
    if (lessons == 0) {
      return;
    }
    double fade = 1 - lessons / MEMORY;
    double best = Double.NEGATIVE_INFINITY;
    for (int t = 0, i = at; t < THETA.length; t++) {
      for (int s = 0; s < SIGMA.length; s++, i++) {
        double isNew = probabilityOfNew(seen, THETA[t], SIGMA[s]);
        state[i] = state[i] * fade + lessons * StrictMath.log(seen.isNew() ? isNew : 1 - isNew);
        best = Math.max(best, state[i]);
      }
    }
    for (int i = at; i < at + GRID; i++) {
      state[i] -= best;
    }
  }

  /** P(new), the mean over the grid. */
  public static double probabilityOfNew(double[] state, int at, Seen seen) {
    double sum = 0;
    double weights = 0;
    for (int t = 0, i = at; t < THETA.length; t++) {
      for (int s = 0; s < SIGMA.length; s++, i++) {
        if (state[i] > -20) {
          double weight = StrictMath.exp(state[i]);
          sum += weight * probabilityOfNew(seen, THETA[t], SIGMA[s]);
          weights += weight;
        }
      }
    }
    return sum / weights;
  }

  /** Mid-p value in (0, 1] of the value that was seen: how likely one as rare or rarer is. */
  public static double midP(double[] state, int at, Seen seen) {
    double pNew = probabilityOfNew(state, at, seen);
    if (seen.isNew()) {
      return Math.max(pNew / 2, Double.MIN_NORMAL);
    }
    double known = 1 - pNew;
    double share = known * seen.nx() / seen.n();
    double rarer = known * seen.below() / seen.n() + (pNew < share ? pNew : 0);
    return Math.min(1, rarer + share / 2);
  }

  private static double probabilityOfNew(Seen seen, double theta, double sigma) {
    double n = seen.n();
    double p = (theta + sigma * Math.min(seen.k(), n)) / (theta + n);
    return Math.min(1 - 1e-9, Math.max(1e-9, p));
  }
}
