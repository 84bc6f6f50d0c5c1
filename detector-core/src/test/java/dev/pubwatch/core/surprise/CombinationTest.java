package dev.pubwatch.core.surprise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinationTest {

  /** An e-value's mean under the null is at most one (Vovk, Wang 2021). */
  @Test
  void aQuantitysIsAnEValue() {
    double mean = 0;
    int steps = 2_000_000;
    for (int i = 0; i < steps; i++) {
      mean += Combination.ofQuantity((i + 0.5) / steps) / steps;
    }
    assertTrue(mean <= 1.2, "mean was " + mean);
    assertTrue(mean > 0.8, "mean was " + mean);
  }

  /** It turns with chance P and then tells 1/P; else it tells nothing. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.01, 1e-6})
  void aTurnsIsAnEValue(double chance) {
    double mean = chance * Combination.ofTurn(chance / 2) + (1 - chance) * Combination.ofTurn(1);
    assertEquals(1, mean, 1e-9);
  }

  @Test
  void evidenceGrowsAsThePValueFalls() {
    double last = Combination.log2Evidence(Combination.ofQuantity(1), 0.25);
    assertEquals(0, last, "what is dull tells no more than what is missing");
    for (double p = 0.25; p > 1e-3; p /= 4) {
      double evidence = Combination.log2Evidence(Combination.ofQuantity(p), 0.25);
      assertTrue(evidence > last, "at p = " + p);
      last = evidence;
    }
  }

  @Test
  void anIntruderOfWhomHalfShowItIsBelievedByAsMuch() {
    assertEquals(10, Combination.log2Evidence(1023, 0.5), 1e-9);
    assertTrue(Combination.log2Evidence(1023, 0.0625) < 7);
  }

  /** Levels that turn with chances 0.3, 0.1 and 0.01, each further in with those before it. */
  @Test
  void nestedTurnsAreOneEValue() {
    double[] chance = {0.3, 0.1, 0.01, 0};
    double mean = 0;
    for (int level = 0; level < 3; level++) {
      double innermost = chance[level] - chance[level + 1];
      double midP = chance[level + 1] + innermost / 2;
      mean += innermost * Combination.ofTurn(midP, 3);
    }
    assertTrue(mean <= 1, "mean was " + mean);
    assertTrue(mean > 0.5, "mean was " + mean);
  }
}
