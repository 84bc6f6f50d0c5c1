package dev.pubwatch.core.baseline;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Reading;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;

  private static Rhythm weekly(int releases) {
    Rhythm rhythm = new Rhythm();
    for (int i = 0; i < releases; i++) {
      rhythm.observe(i * 7L * DAY);
    }
    return rhythm;
  }

  @Test
  void theFirstSessionHasNoQuietTimeBeforeIt() {
    Rhythm rhythm = new Rhythm();
    assertNull(rhythm.observe(0));
    assertNull(rhythm.observe(HOUR));
  }

  @Test
  void aUsualGapIsInTheTailOfItsOwnPast() {
    Rhythm rhythm = weekly(20);
    Reading reading = requireNonNull(rhythm.observe(20 * 7 * DAY));
    assertTrue(reading.tail() / reading.n() > 0.1, "tail " + reading.tail());
  }

  @Test
  void aLongSleepIsBeyondAllOfItsPast() {
    Rhythm rhythm = weekly(20);
    Reading reading = requireNonNull(rhythm.observe(20 * 7 * DAY + 700 * DAY));
    assertEquals(0, reading.tail());
    assertEquals(19, reading.n());
  }

  @Test
  void everyReleaseOfTheWeekAfterWakingShowsTheSleep() {
    Rhythm rhythm = weekly(20);
    long woke = 20 * 7 * DAY + 700 * DAY;
    Reading first = requireNonNull(rhythm.observe(woke));
    Reading minutesLater = requireNonNull(rhythm.observe(woke + 60_000));
    Reading daysLater = requireNonNull(rhythm.observe(woke + 3 * DAY));
    assertEquals(first.value(), minutesLater.value());
    assertEquals(first.value(), daysLater.value());
    assertEquals(0, minutesLater.tail());
    assertEquals(0, daysLater.tail());
    Reading weeksLater = requireNonNull(rhythm.observe(woke + 20 * DAY));
    assertTrue(weeksLater.value() < first.value());
  }

  @Test
  void theSleepIsNoPartOfWhatIsUsualWhileItIsBeingJudged() {
    Rhythm rhythm = weekly(8);
    long woke = 8 * 7 * DAY + 700 * DAY;
    Reading first = requireNonNull(rhythm.observe(woke));
    Reading daysLater = requireNonNull(rhythm.observe(woke + 3 * DAY));
    assertEquals(first.usual(), daysLater.usual(), 1e-9);
    assertTrue(daysLater.usual() < 9, "usual " + daysLater.usual());
  }

  @Test
  void aMonthlyJobIsAsUsualAfterALongMonth() {
    Rhythm rhythm = new Rhythm();
    long now = 0;
    for (int month = 0; month < 8; month++) {
      rhythm.observe(now);
      now += month % 2 == 0 ? 28 * DAY : 30 * DAY;
    }
    Reading onTime = requireNonNull(rhythm.observe(now + DAY));
    assertTrue(onTime.tail() >= onTime.n() / 2, "tail " + onTime.tail() + " of " + onTime.n());
    Reading missed = requireNonNull(rhythm.observe(now + 100 * DAY));
    assertEquals(0, missed.tail(), 0.5);
  }

  @Test
  void peopleKeepNoSchedule() {
    Schedule schedule = new Schedule();
    for (double days : new double[] {3, 11, 1, 6, 20, 2, 9, 4}) {
      schedule.learn(Math.log(days * 24) / Math.log(2));
    }
    assertFalse(schedule.isKept());
  }
}
