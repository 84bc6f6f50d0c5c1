package dev.pubwatch.core.surprise;

import dev.pubwatch.core.Turn;

/**
 * How rarely a yes/no turns: the beta–binomial predictive of an entity's own turns around the
 * stream's rate.
 *
 * <p>How far entities differ from the stream, the concentration M in (turns + M·rate) / (chances +
 * M), is learned from the stream itself: a fixed grid of M is weighted by how well each predicted
 * turn against no turn over all entities so far (empirical Bayes), with old evidence fading. A
 * share of {@link #DRIFT} is kept for the stream's rate, since habits change: no entity is so
 * settled that its first turn is beyond belief.
 */
public final class TurnRate {
  /** What is believed of the stream's rate before the stream has a past. */
  public enum Prior {
    /** One in twenty, forgotten after a few dozen events. */
    ORDINARY(1, 20),
    /**
     * One in eight thousand, and worth four thousand events: what an ordinary release or edit
     * hardly ever does. A small installation is protected before it has seen a stream of its own.
     */
    STRUCTURAL(0.5, 4000);

    private final double turns;
    private final double chances;

    Prior(double turns, double chances) {
      this.turns = turns;
      this.chances = chances;
    }
  }

  private static final double[] CONCENTRATION = {3, 10, 30, 100, 300, 1000, 3000};
  private static final double DRIFT = 1.0 / 16;

  private static final int TURNS = 0;
  private static final int CHANCES = 1;
  private static final int WEIGHTS = 2;
  private static final int COUNT = WEIGHTS + CONCENTRATION.length;

  /** Evidence on the concentration fades with a memory of about this many observations. */
  private static final double MEMORY = 50_000;

  private static final double DECAY_AT = 200_000;
  private static final double LARGEST_RATE = 0.5;

  private TurnRate() {}

  /** Length of the state that {@link #learn} keeps: turns, chances, a log weight per M, a count. */
  public static int stateLength() {
    return COUNT + 1;
  }

  /** Takes one observation into the stream's rate and the weights of the concentrations. */
  public static void learn(double[] state, Turn turn, Prior prior) {
    double lessons = turn.turned() ? 1 : Sampling.weight(state, COUNT);
    if (lessons > 0) {
      learnConcentration(state, turn, streamRate(state, prior), lessons);
    }
    state[TURNS] += turn.turned() ? 1 : 0;
    state[CHANCES]++;
    if (state[CHANCES] > DECAY_AT) {
      state[TURNS] /= 2;
      state[CHANCES] /= 2;
    }
  }

  private static void learnConcentration(double[] state, Turn turn, double rate, double lessons) {
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < CONCENTRATION.length; i++) {
      double own = ownRate(turn, rate, CONCENTRATION[i]);
      double fit = StrictMath.log(turn.turned() ? own : 1 - own);
      state[WEIGHTS + i] = state[WEIGHTS + i] * (1 - lessons / MEMORY) + lessons * fit;
      best = Math.max(best, state[WEIGHTS + i]);
    }
    for (int i = 0; i < CONCENTRATION.length; i++) {
      state[WEIGHTS + i] -= best;
    }
  }

  /** Mid-p value in (0, 1]: half the rate when it turned, 1 when it did not. */
  public static double midP(double[] state, Turn turn, Prior prior) {
    if (!turn.turned()) {
      return 1;
    }
    double rate = streamRate(state, prior);
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < CONCENTRATION.length; i++) {
      double weight = StrictMath.exp(state[WEIGHTS + i]);
      sum += weight * ownRate(turn, rate, CONCENTRATION[i]);
      weights += weight;
    }
    return Math.min(1, (1 - DRIFT) * sum / weights + DRIFT * rate) / 2;
  }

  private static double streamRate(double[] state, Prior prior) {
    double rate = (state[TURNS] + prior.turns) / (state[CHANCES] + prior.chances);
    return Math.min(LARGEST_RATE, rate);
  }

  private static double ownRate(Turn turn, double rate, double concentration) {
    double own = (turn.turns() + concentration * rate) / (turn.history() + concentration);
    return Math.min(1 - 1e-3, own);
  }
}
