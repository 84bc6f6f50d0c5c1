package dev.pubwatch.core.surprise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Turn;
import dev.pubwatch.core.surprise.TurnRate.Prior;
import org.junit.jupiter.api.Test;

class TurnRateTest {

  @Test
  void aTurnIsAsOddAsItIsRare() {
    double[] stream = new double[TurnRate.stateLength()];
    for (int i = 0; i < 10_000; i++) {
      TurnRate.learn(stream, turn(i % 1000 == 0, 50, 0), Prior.ORDINARY);
    }
    double first = TurnRate.midP(stream, turn(true, 50, 0), Prior.ORDINARY);
    double habit = TurnRate.midP(stream, turn(true, 50, 40), Prior.ORDINARY);
    assertTrue(first < 0.001, "first " + first);
    assertTrue(habit > 5 * first, "habit " + habit + ", first " + first);
    assertEquals(1, TurnRate.midP(stream, turn(false, 50, 0), Prior.ORDINARY));
  }

  /** Entities that turn always or never, and entities whose past tells nothing. */
  @Test
  void learnsFromTheStreamThatEntitiesDiffer() {
    double[] mixed = new double[TurnRate.stateLength()];
    double[] alike = new double[TurnRate.stateLength()];
    for (int i = 0; i < 5_000; i++) {
      boolean heads = i % 2 == 0;
      TurnRate.learn(mixed, turn(heads, 20, heads ? 20 : 0), Prior.ORDINARY);
      TurnRate.learn(alike, turn(heads, 20, i % 4 < 2 ? 20 : 0), Prior.ORDINARY);
    }
    double p = TurnRate.midP(mixed, turn(true, 20, 0), Prior.ORDINARY);
    double q = TurnRate.midP(alike, turn(true, 20, 0), Prior.ORDINARY);
    assertTrue(p < 0.05, "entities differ: " + p);
    assertTrue(q > 2 * p, "entities are alike: " + q);
  }

  @Test
  void noEntityIsSoSettledThatItsFirstTurnIsBeyondBelief() {
    double[] stream = new double[TurnRate.stateLength()];
    for (int i = 0; i < 10_000; i++) {
      boolean often = i % 10 == 0;
      TurnRate.learn(stream, turn(often, 1000, often ? 1000 : 0), Prior.ORDINARY);
    }
    double p = TurnRate.midP(stream, turn(true, 1e6, 0), Prior.ORDINARY);
    assertTrue(p > 0.1 / 16 / 2 * 0.9, "p = " + p);
  }

  @Test
  void theStructuralPriorHoldsBeforeThereIsAPast() {
    double[] empty = new double[TurnRate.stateLength()];
    double structural = TurnRate.midP(empty, turn(true, 0, 0), Prior.STRUCTURAL);
    double ordinary = TurnRate.midP(empty, turn(true, 0, 0), Prior.ORDINARY);
    assertEquals(0.5 / 4000 / 2, structural, 1e-6);
    assertEquals(1.0 / 20 / 2, ordinary, 1e-3);
  }

  private static Turn turn(boolean turned, double history, double turns) {
    return new Turn(turned, turned, history, turns, null);
  }
}
