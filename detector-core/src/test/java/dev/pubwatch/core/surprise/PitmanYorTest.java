package dev.pubwatch.core.surprise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Seen;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PitmanYorTest {
  private static Seen newAfter(double n, int k) {
    return new Seen(n, k, 0, 0, 0, "usual", n);
  }

  @Test
  void longerHistoryMakesANewValueOdder() {
    double[] weights = new double[PitmanYor.stateLength()];
    double last = 1;
    for (int n = 1; n <= 1024; n *= 2) {
      double p = PitmanYor.midP(weights, 0, newAfter(n, 1));
      assertTrue(p < last, "after " + n + " events p was " + p);
      last = p;
    }
  }

  @Test
  void moreDistinctValuesMakeANewValueLessOdd() {
    double[] weights = new double[PitmanYor.stateLength()];
    double few = PitmanYor.midP(weights, 0, newAfter(50, 1));
    double many = PitmanYor.midP(weights, 0, newAfter(50, 40));
    assertTrue(many > few);
  }

  @Test
  void theCommonestValueIsNotOdd() {
    double[] weights = new double[PitmanYor.stateLength()];
    double p = PitmanYor.midP(weights, 0, new Seen(100, 2, 99, 1, 0, null, 0));
    assertTrue(p > 0.4, "p was " + p);
  }

  /**
   * Draws from a Chinese restaurant with known parameters and expects the learned P(new) to fit.
   */
  @Test
  void learnsHowOftenTheStreamBringsNewValues() {
    Random random = new Random(7);
    double theta = 1;
    double[] weights = new double[PitmanYor.stateLength()];
    for (int i = 0; i < 20_000; i++) {
      int n = 1 + random.nextInt(60);
      boolean isNew = random.nextDouble() < theta / (theta + n);
      PitmanYor.learn(weights, 0, new Seen(n, 1, isNew ? 0 : n, 0, 0, null, 0));
    }
    double learned = PitmanYor.probabilityOfNew(weights, 0, newAfter(20, 1));
    assertEquals(theta / (theta + 20), learned, 0.015);
  }

  /** Several tables' weights lie side by side in one array. */
  @Test
  void learningLeavesTheNeighboursInTheStateAlone() {
    double[] state = new double[3 + PitmanYor.stateLength() + 3];
    Arrays.fill(state, 0, 3, -7);
    Arrays.fill(state, 3 + PitmanYor.stateLength(), state.length, -7);
    for (int i = 0; i < 10_000; i++) {
      PitmanYor.learn(state, 3, new Seen(20, 2, i % 9 == 0 ? 0 : 15, 5, 0, null, 0));
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(-7, state[i]);
      assertEquals(-7, state[state.length - 1 - i]);
    }
  }
}
