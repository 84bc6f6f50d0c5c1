package dev.pubwatch.core.surprise;

import dev.pubwatch.core.Turn;

/**
 * How rarely a yes/no turns: the beta–binomial predictive of an entity's own turns, shrunk to the
 * stream's rate. State: turns and chances of the stream.
 */
public final class TurnRate {
  private static final int TURNS = 0;
  private static final int CHANCES = 1;

  /** The stream's rate weighs like this many of the entity's own events. */
  private static final double CONCENTRATION = 10;

  /** Before anything was seen a turn is taken for one in a hundred. */
  private static final double PRIOR_TURNS = 0.5;

  private static final double PRIOR_CHANCES = 50;
  private static final double DECAY_AT = 200_000;

  private TurnRate() {}

  /** Length of the state that {@link #learn} keeps. */
  public static int stateLength() {
    return 2;
  }

  public static void learn(double[] state, Turn turn) {
    state[TURNS] += turn.turned() ? 1 : 0;
    state[CHANCES]++;
    if (state[CHANCES] > DECAY_AT) {
      state[TURNS] /= 2;
      state[CHANCES] /= 2;
    }
  }

  /** Mid-p value in (0, 1]: half the rate when it turned, 1 when it did not. */
  public static double midP(double[] state, Turn turn) {
    if (!turn.turned()) {
      return 1;
    }
    double stream = (state[TURNS] + PRIOR_TURNS) / (state[CHANCES] + PRIOR_CHANCES);
    double own = (turn.turns() + CONCENTRATION * stream) / (turn.history() + CONCENTRATION);
    return Math.min(1, own) / 2;
  }
}
