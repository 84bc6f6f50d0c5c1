package dev.pubwatch.notify.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Campaign;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.notify.Alerts;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Outgoing;
import dev.pubwatch.notify.TestTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the alerts topic to the outbox: what belongs together, and how it ends. */
class IncidentLifeTest {
  private final TestTopology topology =
      new TestTopology(TestTopology.routing("routes.all.channels=chat", "routes.all.urgent=info"));

  @AfterEach
  void close() {
    topology.close();
  }

  private static Alert alert(String id, String project) {
    return Alerts.alert(id, 1, project);
  }

  private static Alert at(Alert alert, Duration later) {
    Instant time = alert.getDetectedAt().plus(later);
    alert.setDetectedAt(time);
    alert.setLastEventAt(time);
    return alert;
  }

  private void passes(Duration time) {
    topology.passes(time);
  }

  @Test
  void alertsOfAProjectAreOneIncident() {
    topology.alert(alert("a", "p"));
    topology.alert(alert("b", "p"));
    topology.alert(Alerts.alert("b", 2, "p"));
    assertEquals(List.of("OPENED a to chat"), topology.told());
    passes(Duration.ofSeconds(11));
    List<Outgoing> updates = topology.outgoing();
    assertEquals(1, updates.size());
    Notice update = updates.get(0).notice();
    assertEquals(Phase.UPDATED, update.phase());
    assertEquals(2, update.revision());
    assertEquals(2, update.alertCount());
    assertEquals(List.of(1, 2), update.alerts().stream().map(Alert::getRevision).sorted().toList());
  }

  @Test
  void strangersAreNot() {
    topology.alert(alert("a", "p"));
    topology.alert(alert("b", "q"));
    assertEquals(List.of("OPENED a to chat", "OPENED b to chat"), topology.told());
  }

  @Test
  void credentialActorAndCampaignBindToo() {
    Alert a = alert("a", "p");
    a.setCredentialId("c");
    Alert b = alert("b", "q");
    b.setCredentialId("c");
    b.setActorId("mallory");
    Alert c = alert("c", "r");
    c.setActorId("mallory");
    c.setCampaign(campaign("one", "s"));
    Alert d = alert("d", "s");
    List.of(a, b, c, d).forEach(topology::alert);
    assertEquals(List.of("OPENED a to chat"), topology.told());
    passes(Duration.ofSeconds(11));
    assertEquals(4, topology.outgoing().get(0).notice().alertCount());
  }

  private static Campaign campaign(String id, String... members) {
    Instant time = Instant.parse("2025-09-02T10:20:30Z");
    return new Campaign(id, "host", 3, 3, time, List.of(members));
  }

  /** A big owner's projects have nothing in common but for a burst. */
  @Test
  void anOwnerBindsForADayOnly() {
    Alert a = alert("a", "p");
    a.setOwner("acme");
    Alert b = at(alert("b", "q"), Duration.ofHours(23));
    b.setOwner("acme");
    Alert c = at(alert("c", "r"), Duration.ofHours(50));
    c.setOwner("acme");
    List.of(a, b, c).forEach(topology::alert);
    assertEquals(List.of("OPENED a to chat", "OPENED c to chat"), topology.told());
  }

  @Test
  void aProjectBindsForAWeekOfItsEvents() {
    topology.alert(alert("a", "p"));
    topology.alert(at(alert("b", "p"), Duration.ofDays(8)));
    assertEquals(List.of("OPENED a to chat", "OPENED b to chat"), topology.told());
  }

  @Test
  void oneThatBindsTwoMergesThem() {
    topology.alert(alert("a", "p"));
    topology.alert(at(alert("b", "q"), Duration.ofMinutes(1)));
    List<Outgoing> opened = topology.outgoing();
    String older = opened.get(0).notice().incidentId();
    Alert both = at(alert("c", "p"), Duration.ofMinutes(2));
    both.setCampaign(campaign("one", "p", "q"));
    topology.alert(both);
    Notice merged = topology.outgoing().get(0).notice();
    assertEquals(Phase.RESOLVED, merged.phase());
    assertEquals(opened.get(1).notice().incidentId(), merged.incidentId());
    assertEquals("merged into " + older, merged.note());
    passes(Duration.ofSeconds(11));
    Notice update = topology.outgoing().get(0).notice();
    assertEquals(older, update.incidentId());
    assertEquals(3, update.alertCount());

    topology.alert(Alerts.alert("b", 2, "q"));
    passes(Duration.ofSeconds(11));
    Notice again = topology.outgoing().get(0).notice();
    assertEquals(older, again.incidentId());
    assertEquals(3, again.alertCount());
  }

  @Test
  void aHundredAlertsOfACampaignAreOnePageAndOneUpdate() {
    for (int i = 0; i < 100; i++) {
      Alert alert = alert("a" + i, "p" + i);
      alert.setCampaign(campaign("worm"));
      topology.alert(alert);
    }
    assertEquals(List.of("OPENED a0 to chat"), topology.told());
    passes(Duration.ofSeconds(11));
    List<Outgoing> updates = topology.outgoing();
    assertEquals(1, updates.size());
    assertEquals(100, updates.get(0).notice().alertCount());
    assertEquals(Notice.MOST_ALERTS, updates.get(0).notice().alerts().size());
  }

  @Test
  void aHigherSeverityIsToldAtOnce() {
    topology.alert(alert("a", "p"));
    Alert worse = alert("b", "p");
    worse.setSeverity(Severity.critical);
    topology.alert(worse);
    List<Outgoing> told = topology.outgoing();
    assertEquals(Phase.ESCALATED, told.get(1).notice().phase());
    assertEquals("severity rose from high", told.get(1).notice().note());
    assertEquals("b", told.get(1).notice().alert().getAlertId());
  }

  @Test
  void endsWhenNothingComesForAWeek() {
    topology.alert(alert("a", "p"));
    passes(Duration.ofDays(6));
    topology.alert(Alerts.alert("a", 2, "p"));
    passes(Duration.ofDays(6));
    assertEquals(List.of("OPENED a to chat", "UPDATED a to chat"), topology.told());
    passes(Duration.ofDays(2));
    List<Outgoing> ended = topology.outgoing();
    assertEquals(Phase.RESOLVED, ended.get(0).notice().phase());
    assertEquals("quiet for 7 d", ended.get(0).notice().note());
    topology.alert(alert("b", "p"));
    assertEquals(List.of("OPENED b to chat"), topology.told());
  }

  @Test
  void endsWhenAllIsJudgedBenign() {
    topology.alert(alert("a", "p"));
    topology.alert(alert("b", "p"));
    topology.verdict("a", VerdictKind.benign);
    topology.verdict("a", VerdictKind.benign);
    topology.verdict("unknown", VerdictKind.benign);
    assertEquals(List.of("OPENED a to chat", "ACKNOWLEDGED a+b to chat"), topology.told());
    topology.verdict("b", VerdictKind.benign);
    assertEquals(List.of("RESOLVED a+b to chat"), topology.told());
    topology.alert(Alerts.alert("a", 2, "p"));
    assertEquals(List.of(), topology.told());
    topology.verdict("b", VerdictKind.withdrawn);
    List<Outgoing> again = topology.outgoing();
    assertEquals(Phase.OPENED, again.get(0).notice().phase());
    assertEquals("the verdict was withdrawn", again.get(0).notice().note());
  }

  @Test
  void aConfirmedAlertIsSomebodysBusiness() {
    topology.alert(alert("a", "p"));
    topology.verdict("a", VerdictKind.confirmed);
    assertEquals(List.of("OPENED a to chat", "ACKNOWLEDGED a to chat"), topology.told());
  }

  /** Whoever attacks and waits a week is not done with. */
  @Test
  void quietEndsNothingThatIsConfirmed() {
    topology.alert(alert("a", "p"));
    topology.verdict("a", VerdictKind.confirmed);
    passes(Duration.ofDays(20));
    List<Outgoing> told = topology.outgoing();
    assertEquals(2, told.size());
    assertEquals("confirmed by a verdict", told.get(1).notice().note());
    topology.order(Intake.Verb.RESOLVE, told.get(0).notice().incidentId());
    assertEquals(List.of("RESOLVED a to chat"), topology.told());
  }

  @Test
  void aVerdictThatIsTakenBackLetsQuietEndIt() {
    topology.alert(alert("a", "p"));
    topology.verdict("a", VerdictKind.confirmed);
    topology.verdict("a", VerdictKind.withdrawn);
    passes(Duration.ofDays(8));
    assertEquals(
        List.of("OPENED a to chat", "ACKNOWLEDGED a to chat", "RESOLVED a to chat"),
        topology.told());
  }

  @Test
  void anAnalystMayThinkAgain() {
    topology.alert(alert("a", "p"));
    topology.verdict("a", VerdictKind.confirmed);
    topology.verdict("a", VerdictKind.benign);
    assertEquals(
        List.of("OPENED a to chat", "ACKNOWLEDGED a to chat", "RESOLVED a to chat"),
        topology.told());
    topology.verdict("a", VerdictKind.confirmed);
    List<Outgoing> again = topology.outgoing();
    assertEquals(Phase.OPENED, again.get(0).notice().phase());
    assertEquals("an alert of it was confirmed", again.get(0).notice().note());
    assertEquals(Phase.ACKNOWLEDGED, again.get(1).notice().phase());
    assertEquals(2, again.size());
  }

  @Test
  void peopleAcknowledgeAndResolve() {
    topology.alert(alert("a", "p"));
    String id = topology.outgoing().get(0).notice().incidentId();
    topology.order(Intake.Verb.ACKNOWLEDGE, id);
    topology.order(Intake.Verb.ACKNOWLEDGE, id);
    topology.order(Intake.Verb.RESOLVE, id);
    topology.order(Intake.Verb.RESOLVE, "pwi-none");
    List<Outgoing> told = topology.outgoing();
    assertEquals(2, told.size());
    assertEquals("by a test", told.get(0).notice().note());
    topology.alert(Alerts.alert("a", 2, "p"));
    Notice again = topology.outgoing().get(0).notice();
    assertEquals(Phase.OPENED, again.phase());
    assertEquals("it goes on", again.note());
    assertEquals(id, again.incidentId());
  }

  @Test
  void revisionsRiseByOne() {
    List<Integer> revisions = new ArrayList<>();
    topology.alert(alert("a", "p"));
    topology.alert(alert("b", "p"));
    passes(Duration.ofSeconds(11));
    topology.verdict("a", VerdictKind.benign);
    passes(Duration.ofDays(8));
    topology.outgoing().forEach(o -> revisions.add(o.notice().revision()));
    assertEquals(List.of(1, 2, 3, 4), revisions);
  }

  @Test
  void theSameAlertsGiveTheSameIds() {
    topology.alert(alert("a", "p"));
    topology.alert(alert("b", "q"));
    List<Outgoing> first = topology.outgoing();
    assertNotEquals(first.get(0).notice().incidentId(), first.get(1).notice().incidentId());
    try (TestTopology other =
        new TestTopology(
            TestTopology.routing("routes.all.channels=chat", "routes.all.urgent=info"))) {
      other.alert(alert("a", "p"));
      assertEquals(
          first.get(0).notice().incidentId(), other.outgoing().get(0).notice().incidentId());
    }
    assertTrue(first.get(0).notice().incidentId().matches("pwi-[0-9a-f]{24}"));
  }
}
