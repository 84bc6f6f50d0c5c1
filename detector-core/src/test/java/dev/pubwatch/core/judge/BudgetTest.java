package dev.pubwatch.core.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final long HOUR = 3_600_000L;
  private static final double PER_DAY = 9;

  @Test
  void aNoisyOwnerPaysForHimselfAlone() {
    Budget budget = new Budget();
    for (int i = 0; i < 12; i++) {
      budget.spend("owner|noisy", i * HOUR);
    }
    assertTrue(budget.extraBits("owner|noisy", PER_DAY, 12L * HOUR) > 4);
    assertEquals(0, budget.extraBits("owner|quiet", PER_DAY, 12L * HOUR));
  }

  @Test
  void aFloodOfOwnersRaisesTheLevelForAllAndEnds() {
    Budget budget = new Budget();
    for (int i = 0; i < 40; i++) {
      budget.spend("owner|" + i, 60_000L * i);
    }
    assertEquals(12, budget.extraBits("owner|other", PER_DAY, HOUR), 1e-9);
    assertTrue(budget.extraBits("owner|other", PER_DAY, 48 * HOUR) <= 3, "no cover for long");
    assertEquals(0, budget.extraBits("owner|other", PER_DAY, 30 * 24 * HOUR));
  }

  @Test
  void weeksAtTheBudgetRaiseTheLevelALittle() {
    assertEquals(2, afterThreeWeeks(9), 0.5);
    assertEquals(0, afterThreeWeeks(6), 0.3);
  }

  /**
   * Bits that a newcomer needs after three weeks of so many alerts a day, each of another owner.
   */
  private static double afterThreeWeeks(int perDay) {
    Budget budget = new Budget();
    for (int i = 0; i < perDay * 21; i++) {
      budget.spend("owner|" + i, 24L * i * HOUR / perDay);
    }
    return budget.extraBits("owner|other", PER_DAY, 21 * 24 * HOUR);
  }

  @Test
  void whatHistoryWouldHaveToldSetsTheLevelOfTheFirstDay() {
    Budget budget = new Budget();
    for (int i = 0; i < 9 * 28; i++) {
      budget.rehearse(24L * i * HOUR / 9);
    }
    assertEquals(2.2, budget.extraBits("owner|other", PER_DAY, 28 * 24 * HOUR), 0.5);
  }

  @Test
  void anOrdinaryDayCostsNothingExtra() {
    Budget budget = new Budget();
    for (int i = 0; i < 6; i++) {
      budget.spend("owner|" + i % 5, 2L * i * HOUR);
    }
    assertEquals(0, budget.extraBits("owner|1", PER_DAY, 20 * HOUR));
  }
}
