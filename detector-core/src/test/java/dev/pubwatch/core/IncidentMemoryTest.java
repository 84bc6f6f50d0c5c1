package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the judge makes of the second event of an incident, and of a train. */
class IncidentMemoryTest {
  private static final List<Event> PAST = Background.of(31, 120, 400);
  private static final long NOW = PAST.get(PAST.size() - 1).timeMillis() + Background.DAY;
  private static final String FOLLOWS = "follows_alert";

  private static DetectorRun learned() {
    DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
    PAST.forEach(run::score);
    run.alerts.clear();
    return run;
  }

  private static Event theft(int project, String host, long time) {
    return Background.workflowEdit(project, time)
        .sendsSecrets(true)
        .egressHosts(List.of(host))
        .build();
  }

  private static Set<String> signals(Alert alert) {
    Set<String> names = new HashSet<>();
    alert.signals().forEach(s -> names.add(s.name()));
    return names;
  }

  @Test
  void aSecondWaveWithAnotherHostIsJudgedInTheLightOfTheFirst() {
    DetectorRun run = learned();
    run.score(theft(3, "drop.example", NOW));
    assertEquals(1, run.alerts.size());
    assertFalse(signals(run.alerts.get(0)).contains(FOLLOWS));
    run.score(theft(3, "other.example", NOW + 20 * Background.DAY));
    Alert second = run.alerts.get(1);
    assertTrue(signals(second).contains(FOLLOWS), second.summary());
    assertTrue(second.scoreBits() > run.alerts.get(0).scoreBits());
  }

  @Test
  void theSameHostAtAnotherOwnerToo() {
    DetectorRun run = learned();
    run.score(theft(3, "drop.example", NOW));
    run.score(theft(4, "drop.example", NOW + Background.DAY));
    assertTrue(signals(run.alerts.get(1)).contains(FOLLOWS), run.alerts.get(1).summary());
  }

  @Test
  void whatWasBenignRaisesNothing() {
    DetectorRun run = learned();
    run.score(theft(3, "drop.example", NOW));
    String alertId = run.alerts.get(0).alertId();
    run.heed(
        Verdict.event(
                "v", "git", NOW + 1, Verdict.Kind.BENIGN, alertId, List.of(NOW), Verdict.NOT_SAID)
            .project("git/owner-3/project-3")
            .owner("owner-3")
            .build());
    run.score(theft(3, "other.example", NOW + 20 * Background.DAY));
    run.alerts.stream()
        .skip(1)
        .forEach(alert -> assertFalse(signals(alert).contains(FOLLOWS), alert.summary()));
  }

  @Test
  void anOrdinaryEditAfterAnAlertStaysSilent() {
    DetectorRun run = learned();
    run.score(theft(3, "drop.example", NOW));
    run.score(Background.workflowEdit(3, NOW + 3 * Background.DAY).build());
    assertEquals(1, run.alerts.size());
  }

  @Test
  void whatOneAccountDoesInOneTrainIsOneAlert() {
    DetectorRun run = learned();
    for (int i = 0; i < 30; i++) {
      run.score(
          Background.publish(i, "9.0.0", NOW + i * 20_000L)
              .actorId("mallory")
              .installScript(true)
              .build());
    }
    assertTrue(run.alerts.size() > 5, run.alerts.size() + " revisions");
    assertEquals(1, run.alerts.stream().map(Alert::alertId).distinct().count());
    Alert last = run.alerts.get(run.alerts.size() - 1);
    assertEquals(run.alerts.size(), last.revision());
    assertTrue(last.events().stream().map(Alert.Evidence::project).distinct().count() > 5);
  }

  /** Forty repositories have come to name it, and it was nobody's harm. */
  @Test
  void aHostThatManyNameTiesNobodyTogether() {
    DetectorRun run = learned();
    for (int i = 20; i < 60; i++) {
      run.score(
          Background.workflowEdit(i, NOW + i)
              .egressHosts(List.of("hooks.example"))
              .sendsSecrets(false)
              .build());
    }
    long before = run.alerts.size();
    run.score(theft(3, "hooks.example", NOW + Background.DAY));
    run.score(theft(4, "hooks.example", NOW + 2 * Background.DAY));
    List<Alert> told = run.alerts.subList((int) before, run.alerts.size());
    assertEquals(2, told.size());
    for (Alert alert : told) {
      double raised =
          alert.signals().stream()
              .filter(s -> s.name().equals(FOLLOWS))
              .mapToDouble(Alert.Signal::bits)
              .sum();
      assertTrue(raised < 2, "raised by " + raised);
    }
  }
}
