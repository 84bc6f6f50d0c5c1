package dev.pubwatch.core.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanTest {
  /** By hand: (4 over 2) · (0 + 1)/(100 + 50 + 1) · (0 + 2)/(100 + 50 + 2). */
  @Test
  void isTheUnionBoundOfTheRestaurantProcess() {
    double p = 6 * (1 / 151.0) * (2 / 152.0);
    assertEquals(-Math.log(p) / Math.log(2), Scan.bits(3, 5, 0, 100, Scan.THETA), 1e-9);
  }

  @Test
  void oneEdgeIsNothingAndWhatIsPopularIsLess() {
    assertEquals(0, Scan.bits(1, 400, 0, 1000, Scan.THETA));
    assertTrue(Scan.bits(4, 6, 30, 1000, Scan.THETA) < Scan.bits(4, 6, 0, 1000, Scan.THETA));
    assertTrue(Scan.bits(4, 60, 0, 1000, Scan.THETA) < Scan.bits(4, 6, 0, 1000, Scan.THETA));
  }

  /**
   * Edges that do follow the process: among the first M after N, how often the indicator of the
   * first gets m or more. It may not be oftener than said.
   */
  @ParameterizedTest
  @CsvSource({"3, 6, 40", "3, 12, 40", "4, 12, 10", "3, 30, 200"})
  void isNeverTooSureOfRandomEdges(int onIt, int within, int allBefore) {
    Random random = new Random(31);
    int runs = 60_000;
    int hits = 0;
    for (int run = 0; run < runs; run++) {
      int own = 1; // the first edge of the window, on something never met
      for (int j = 1; j < within; j++) {
        if (random.nextDouble() < own / (allBefore + Scan.THETA + j)) {
          own++;
        }
      }
      hits += own >= onIt ? 1 : 0;
    }
    double said = Math.pow(2, -Scan.bits(onIt, within, 0, allBefore, Scan.THETA));
    assertTrue(hits / (double) runs <= said * 1.05, hits / (double) runs + " against " + said);
  }

  @Test
  void thetaIsWhatTheStreamShows() {
    assertEquals(Scan.THETA, Scan.theta(0, 0), 1e-6);
    assertEquals(Scan.THETA, Scan.theta(900, 1_000), 1e-6, "nearly every edge ends elsewhere");
    double few = Scan.theta(10, 1_000);
    assertTrue(few > 1 && few < 4, few + " for ten programs of a thousand edges");
    assertTrue(Scan.theta(20, 1_000) > few);
  }

  /** What two in three edges end at, in a stream of few such things, is seldom told. */
  @Test
  void whatNearlyEverybodyMeetsIsNotOdd() {
    double theta = Scan.theta(6, 60);
    assertEquals(0, Scan.bits(40, 60, 0, 0, theta));
    assertTrue(Scan.bits(40, 60, 0, 0, Scan.THETA) > 10, "as it is where all things are new");
  }
}
