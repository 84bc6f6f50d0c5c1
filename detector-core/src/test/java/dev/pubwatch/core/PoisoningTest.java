package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.SlowIntruder.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long and how loud an intruder must be to be taken for normal, and what a verdict does about
 * it. Normal: fewer than three bits, the middle one of seven releases in a row.
 *
 * <p>Everything is event time, so the figures are the same on every machine; RATIONALE.md states
 * them.
 */
class PoisoningTest {
  private static final double NORMAL_BITS = 3;
  private static final double ODD_BITS = 5;
  private static final double LOUD_DAY_BITS = 2;
  private static final int ALL = Integer.MAX_VALUE;

  /** Least days until he is normal, and least alerts on the way. */
  @ParameterizedTest
  @CsvSource({
    "ORIGIN,      1, 45, 1", "ORIGIN,      10, 12, 2",
    "CREDENTIAL,  1, 20, 1", "CREDENTIAL,  10,  6, 1",
    "ACCOUNT,     1, 45, 4", "ACCOUNT,     10, 12, 8",
    "ALL,         1, 45, 5", "ALL,         10, 12, 10"
  })
  void beingTakenForNormalTakesWeeksAndAlerts(
      Trail trail, double perDay, double leastDays, int leastAlerts) {
    SlowIntruder intruder = new SlowIntruder(trail, perDay);
    intruder.until(ALL);
    int releases = intruder.releasesUntilBelow(NORMAL_BITS);
    System.out.println(row(trail, perDay, intruder, releases));
    if (releases >= 0) {
      double days = intruder.days(releases);
      assertTrue(days >= leastDays, "normal after " + days + " days");
    }
    int alerts = intruder.alerts().size();
    assertTrue(alerts >= leastAlerts, alerts + " alerts");
  }

  @ParameterizedTest
  @EnumSource(Trail.class)
  void aReleaseAWeekIsNotTakenForNormalForMonths(Trail trail) {
    SlowIntruder intruder = new SlowIntruder(trail, 1 / 7.0);
    intruder.until(ALL);
    int releases = intruder.releasesUntilBelow(NORMAL_BITS);
    System.out.println(row(trail, 1 / 7.0, intruder, releases));
    if (trail == Trail.CREDENTIAL) {
      assertTrue(intruder.days(releases) >= 150, "normal after " + intruder.days(releases));
    } else {
      assertEquals(-1, releases);
    }
  }

  /** A hundred releases in eight hours, then silence for eight days, then one a day. */
  @ParameterizedTest
  @EnumSource(Trail.class)
  void aLoudDayDoesNotMakeHimNormalAWeekLater(Trail trail) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      times.add(SlowIntruder.BEGIN + i * 300_000L);
    }
    for (int day = 8; day < 15; day++) {
      times.add(SlowIntruder.BEGIN + day * Background.DAY);
    }
    SlowIntruder intruder = new SlowIntruder(trail, times);
    intruder.until(ALL);
    System.out.printf(
        Locale.ROOT,
        "poisoning: %-10s a loud day: %.1f bits a week later, %d alerts%n",
        trail,
        intruder.median(100),
        intruder.alerts().size());
    assertTrue(intruder.median(100) >= LOUD_DAY_BITS, "a week later " + intruder.median(100));
  }

  private static String row(Trail trail, double perDay, SlowIntruder intruder, int releases) {
    String when =
        releases < 0
            ? "not normal within 400 days"
            : String.format(
                Locale.ROOT,
                "normal after %.0f days, %d releases",
                intruder.days(releases),
                releases);
    return String.format(
        Locale.ROOT,
        "poisoning: %-10s %5.2f a day: %s, %d alerts",
        trail,
        perDay,
        when,
        intruder.alerts().size());
  }

  @ParameterizedTest
  @EnumSource(Trail.class)
  void aConfirmedVerdictUndoesWhatMonthsHaveTaught(Trail trail) {
    SlowIntruder intruder = new SlowIntruder(trail, 1);
    intruder.until(120);
    assertTrue(intruder.median(110) < NORMAL_BITS, "before it " + intruder.median(110));
    intruder.say(Verdict.Kind.CONFIRMED, trail, SlowIntruder.BEGIN);
    intruder.until(220);
    assertTrue(intruder.bits(120) >= 8, "next release " + intruder.bits(120));
    for (int later : List.of(120, 150, 180, 210)) {
      assertTrue(intruder.median(later) >= ODD_BITS, later + ": " + intruder.median(later));
    }
  }

  @Test
  void takingTheVerdictBackMakesHimNormalAgain() {
    SlowIntruder intruder = new SlowIntruder(Trail.ALL, 1);
    intruder.until(120);
    intruder.say(Verdict.Kind.CONFIRMED, Trail.ALL, SlowIntruder.BEGIN);
    intruder.until(125);
    intruder.say(Verdict.Kind.WITHDRAWN, Trail.ALL, Verdict.NOT_SAID);
    intruder.until(132);
    assertTrue(intruder.median(125) < NORMAL_BITS, "after it " + intruder.median(125));
  }

  @ParameterizedTest
  @EnumSource(Trail.class)
  void aBenignVerdictEndsANewcomersAlertsAtOnce(Trail trail) {
    SlowIntruder newcomer = new SlowIntruder(trail, 1);
    newcomer.until(3);
    int alerts = newcomer.alerts().size();
    assertTrue(alerts > 0, "no alert to judge");
    newcomer.say(Verdict.Kind.BENIGN, trail, Verdict.NOT_SAID);
    newcomer.until(38);
    newcomer.alerts().stream().skip(alerts).forEach(PoisoningTest::assertIsAboutPaceOnly);
    for (int release = 3; release < 31; release += 7) {
      assertTrue(newcomer.median(release) < ODD_BITS, release + ": " + newcomer.median(release));
    }
  }

  /** He may still release twice within an hour, which nobody did before. */
  private static void assertIsAboutPaceOnly(Alert alert) {
    List<String> signals = alert.signals().stream().map(Alert.Signal::name).toList();
    assertEquals(List.of("releases_at_once"), signals, alert.summary());
  }

  @Test
  void aBenignVerdictOnOneLeavesAnotherOdd() {
    SlowIntruder newcomer = new SlowIntruder(Trail.ACCOUNT, 1);
    newcomer.until(3);
    newcomer.say(Verdict.Kind.BENIGN, Trail.ACCOUNT, Verdict.NOT_SAID);
    newcomer.until(13);
    Event other =
        Event.builder(
                "other",
                EventKind.PUBLISH,
                "npm",
                newcomer.scores.get(12).timeMillis() + 3_600_000,
                "release:publish")
            .project(SlowIntruder.TARGET)
            .owner("victim")
            .version("1.0.900")
            .actorId("trent")
            .credentialId("hmac:trent")
            .build();
    assertTrue(newcomer.run.score(other).scoreBits() >= 8);
  }
}
