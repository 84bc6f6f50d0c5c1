package dev.pubwatch.core.surprise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Reading;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  /** The promise of score_bits: the share of scores above b bits is 2^-b within a factor of 1.5. */
  @Test
  void bitsAreHonestOnScoresOfAnyShape() {
    Random random = new Random(11);
    double[] past = new double[Calibrator.stateLength()];
    int[] above = new int[13];
    int judged = 0;
    for (int i = 0; i < 400_000; i++) {
      double score = Math.pow(-Math.log(random.nextDouble()), 1.3);
      if (i > 50_000) {
        judged++;
        double bits = -Math.log(Calibrator.p(past, score, 1, 1)) / Math.log(2);
        for (int b = 0; b <= 12; b++) {
          above[b] += bits > b ? 1 : 0;
        }
      }
      Calibrator.learn(past, score);
    }
    for (int b = 1; b <= 10; b++) {
      double share = (double) above[b] / judged * Math.pow(2, b);
      assertTrue(share > 1 / 1.5 && share < 1.5, b + " bits: " + share + " of the promised share");
    }
  }

  @Test
  void rankNeverClaimsMoreThanThePastCanShow() {
    double[] past = new double[Calibrator.stateLength()];
    for (int i = 0; i < 1000; i++) {
      Calibrator.learn(past, 0);
    }
    assertTrue(Calibrator.rank(past, 30, 0.01, 10) >= 0.5 / 1001);
  }

  @Test
  void withoutAPastThePriorStands() {
    assertEquals(0.02, Calibrator.p(new double[Calibrator.stateLength()], 3, 0.02, 50), 1e-9);
  }

  @Test
  void ownPastOutweighsTheStream() {
    double[] stream = new double[TailPredictive.stateLength()];
    for (int i = 0; i < 1000; i++) {
      TailPredictive.learn(stream, new Reading(0, 0, 0, Double.NaN));
    }
    double newcomer = TailPredictive.midP(stream, new Reading(5, 0, 0, Double.NaN));
    double usedToIt = TailPredictive.midP(stream, new Reading(5, 20, 40, 5));
    assertTrue(newcomer < 0.02, "newcomer " + newcomer);
    assertTrue(usedToIt > 0.4, "used to it " + usedToIt);
  }
}
