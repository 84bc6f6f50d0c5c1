package dev.pubwatch.notify.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import dev.pubwatch.notify.Alerts;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Outgoing;
import dev.pubwatch.notify.TestTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes over time: digests, quiet hours, escalation, silences. It is noon in Berlin at first. */
class RoutesLiveTest {
  private @Nullable TestTopology open;

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
  }

  private TestTopology routed(String... settings) {
    open = new TestTopology(TestTopology.routing(settings));
    return open;
  }

  private static Alert alert(String id, Severity severity) {
    Alert alert = Alerts.alert(id, 1, "project-of-" + id);
    alert.setSeverity(severity);
    return alert;
  }

  @Test
  void eachRouteTakesItsOwn() {
    TestTopology topology =
        routed(
            "routes.page.channels=pager",
            "routes.page.severity=critical",
            "routes.web.channels=chat",
            "routes.web.teams=web",
            "routes.web.urgent=info",
            "teams.web.projects=project-of-w*");
    topology.alert(alert("w1", Severity.low));
    topology.alert(alert("x1", Severity.critical));
    topology.alert(alert("x2", Severity.high));
    topology.alert(alert("w2", Severity.critical));
    assertEquals(
        List.of("OPENED w1 to chat", "OPENED x1 to pager", "OPENED w2 to chat,pager"),
        topology.told());
  }

  @Test
  void whatIsNotUrgentIsOneMessageADay() {
    TestTopology topology = routed("routes.all.channels=chat", "routes.all.digest=1d");
    topology.alert(alert("a", Severity.low));
    topology.passes(Duration.ofHours(3));
    topology.alert(alert("b", Severity.medium));
    topology.alert(alert("c", Severity.high));
    assertEquals(List.of("OPENED c to chat"), topology.told());
    topology.passes(Duration.ofHours(20));
    assertEquals(List.of(), topology.told());
    topology.passes(Duration.ofHours(2));
    Notice digest = topology.outgoing().get(0).notice();
    assertEquals(Phase.DIGEST, digest.phase());
    assertEquals(Severity.medium, digest.severity());
    assertEquals(2, digest.alertCount());
    assertEquals(List.of("a", "b"), digest.alerts().stream().map(Alert::getAlertId).toList());
  }

  @Test
  void aDigestOfOneIsTheIncidentItself() {
    TestTopology topology = routed("routes.all.channels=chat", "routes.all.digest=1h");
    topology.alert(alert("a", Severity.low));
    topology.passes(Duration.ofHours(2));
    assertEquals(List.of("OPENED a to chat"), topology.told());
  }

  @Test
  void moreThanAMessageHoldsAreSeveral() {
    TestTopology topology = routed("routes.all.channels=chat", "routes.all.digest=1h");
    for (int i = 0; i < 45; i++) {
      topology.alert(alert("a" + i, Severity.low));
    }
    topology.passes(Duration.ofHours(2));
    List<Outgoing> digests = topology.outgoing();
    assertEquals(
        List.of(20, 20, 5), digests.stream().map(o -> o.notice().alerts().size()).toList());
    assertEquals(3, digests.stream().map(o -> o.notice().incidentId()).distinct().count());
  }

  @Test
  void atNightOnlyWhatIsUrgent() {
    TestTopology topology =
        routed("routes.all.channels=chat", "routes.all.quiet-hours=22:00-07:00 Europe/Berlin");
    topology.alert(alert("noon", Severity.low));
    assertEquals(List.of("OPENED noon to chat"), topology.told());
    topology.passes(Duration.ofHours(11));
    topology.alert(alert("low", Severity.low));
    topology.alert(alert("medium", Severity.medium));
    topology.alert(alert("critical", Severity.critical));
    assertEquals(List.of("OPENED critical to chat"), topology.told());
    topology.passes(Duration.ofHours(7));
    assertEquals(List.of(), topology.told());
    topology.passes(Duration.ofHours(2));
    assertEquals(List.of("DIGEST low+medium to chat"), topology.told());
  }

  private static Alert joining(String id, String other, Severity severity) {
    Alert alert = alert(id, severity);
    alert.setProject("project-of-" + other);
    return alert;
  }

  @Test
  void atNightNoUpdatesEither() {
    TestTopology topology =
        routed("routes.all.channels=chat", "routes.all.quiet-hours=22:00-07:00 Europe/Berlin");
    topology.alert(alert("a", Severity.critical));
    topology.alert(alert("b", Severity.low));
    topology.passes(Duration.ofHours(11));
    assertEquals(List.of("OPENED a to chat", "OPENED b to chat"), topology.told());
    topology.alert(joining("a2", "a", Severity.low));
    topology.alert(joining("b2", "b", Severity.medium)); // more severe, and not urgent
    topology.passes(Duration.ofHours(6));
    assertEquals(List.of(), topology.told());
    topology.alert(joining("a3", "a", Severity.high));
    topology.passes(Duration.ofMinutes(1));
    assertEquals(List.of("UPDATED a+a3+a2 to chat"), topology.told());
    topology.passes(Duration.ofHours(3));
    assertEquals(List.of("UPDATED b2+b to chat"), topology.told());
  }

  /** The ten seconds of an update end in the night. */
  @Test
  void whatCameJustBeforeTheNightWaitsToo() {
    TestTopology topology =
        routed("routes.all.channels=chat", "routes.all.quiet-hours=22:00-07:00 Europe/Berlin");
    topology.alert(alert("a", Severity.low));
    topology.told();
    topology.passes(Duration.ofSeconds(9 * 3600 + 59 * 60 + 55));
    topology.alert(joining("a2", "a", Severity.low));
    topology.passes(Duration.ofHours(8));
    assertEquals(List.of(), topology.told());
    topology.passes(Duration.ofHours(2));
    assertEquals(List.of("UPDATED a+a2 to chat"), topology.told());
  }

  @Test
  void aDigestHoldsWhatChanged() {
    TestTopology topology = routed("routes.all.channels=chat", "routes.all.digest=4h");
    topology.alert(alert("a", Severity.high));
    topology.told();
    topology.alert(joining("a2", "a", Severity.low));
    topology.alert(alert("b", Severity.low));
    topology.passes(Duration.ofHours(3));
    assertEquals(List.of(), topology.told());
    topology.passes(Duration.ofHours(2));
    assertEquals(List.of("DIGEST a+b to chat"), topology.told());
    topology.passes(Duration.ofHours(5));
    assertEquals(List.of(), topology.told());
  }

  /** It would page whoever is told of the incident, for what nobody wants to hear. */
  @Test
  void whatIsSilencedRaisesNothing() {
    TestTopology topology =
        routed(
            "routes.all.channels=chat",
            "routes.all.urgent=info",
            "silences.known.severity=critical",
            "silences.known.until=" + TestTopology.START.plus(Duration.ofHours(2)));
    topology.alert(alert("a", Severity.low));
    topology.alert(joining("a2", "a", Severity.critical));
    topology.alert(joining("a3", "a", Severity.low));
    topology.passes(Duration.ofMinutes(1));
    List<Outgoing> told = topology.outgoing();
    assertEquals(2, told.size());
    Notice update = told.get(1).notice();
    assertEquals(Phase.UPDATED, update.phase());
    assertEquals(Severity.low, update.severity());
    assertEquals(List.of("a", "a3"), update.alerts().stream().map(Alert::getAlertId).toList());
    topology.passes(Duration.ofHours(2));
    Notice loud = topology.outgoing().get(0).notice();
    assertEquals(Phase.ESCALATED, loud.phase());
    assertEquals("severity rose from low", loud.note());
    assertEquals("a2", loud.alert().getAlertId());
  }

  @Test
  void anIncidentThatWasSilencedOpensAsSevereAsItsFirstLoudAlert() {
    TestTopology topology =
        routed(
            "routes.all.channels=chat",
            "routes.all.urgent=info",
            "silences.known.severity=critical",
            "silences.known.until=" + TestTopology.START.plus(Duration.ofHours(2)));
    topology.alert(alert("a", Severity.critical));
    topology.alert(joining("a2", "a", Severity.low));
    List<Outgoing> told = topology.outgoing();
    assertEquals(1, told.size());
    assertEquals(Severity.low, told.get(0).notice().severity());
    assertEquals("a2", told.get(0).notice().alert().getAlertId());
  }

  @Test
  void aSilenceThatIsLiftedEndsAtOnce() {
    String until = "silences.known.until=" + TestTopology.START.plus(Duration.ofDays(30));
    TestTopology topology = routed("routes.all.channels=chat", until);
    topology.alert(alert("a", Severity.high));
    topology.passes(Duration.ofHours(1));
    topology.reroute("routes.all.channels=chat", until, "silences.known.owners=nobody");
    topology.passes(Duration.ofSeconds(2));
    assertEquals(List.of("OPENED a to chat"), topology.told());
    topology.reroute("routes.all.channels=pager");
    topology.alert(alert("b", Severity.high));
    assertEquals(List.of("OPENED b to pager"), topology.told());
  }

  @Test
  void aSilenceThatIsMadeLongerGoesOn() {
    String end = "silences.known.until=";
    Instant start = TestTopology.START;
    TestTopology topology =
        routed("routes.all.channels=chat", end + start.plus(Duration.ofHours(1)));
    topology.alert(alert("a", Severity.high));
    topology.reroute("routes.all.channels=chat", end + start.plus(Duration.ofHours(3)));
    topology.passes(Duration.ofHours(2));
    assertEquals(List.of(), topology.told());
    topology.passes(Duration.ofHours(2));
    assertEquals(List.of("OPENED a to chat"), topology.told());
  }

  @Test
  void whatNobodyIsToldIsCounted() {
    TestTopology topology =
        routed(
            "routes.all.channels=chat",
            "routes.all.severity=medium",
            "routes.all.digest=1h",
            "silences.known.projects=project-of-s",
            "silences.known.until=" + TestTopology.START.plus(Duration.ofHours(2)));
    topology.alert(alert("s", Severity.high));
    topology.alert(alert("low", Severity.low));
    topology.alert(alert("later", Severity.medium));
    topology.alert(alert("later2", Severity.medium));
    topology.alert(alert("now", Severity.high));
    assertEquals(1, topology.counter("stream-pubwatch-incidents-metrics", "silenced-total"));
    assertEquals(1, topology.counter("stream-pubwatch-incidents-metrics", "unrouted-total"));
    assertEquals(2, topology.counter("stream-pubwatch-incidents-metrics", "held-total"));
  }

  @Test
  void somebodyElseIsToldWhenNobodyAcknowledges() {
    TestTopology topology =
        routed(
            "routes.all.channels=chat",
            "routes.all.escalate-after=30m",
            "routes.all.escalate-to=pager");
    topology.alert(alert("a", Severity.high));
    topology.alert(alert("b", Severity.high));
    List<Outgoing> opened = topology.outgoing();
    topology.order(Intake.Verb.ACKNOWLEDGE, opened.get(1).notice().incidentId());
    topology.passes(Duration.ofMinutes(29));
    assertEquals(List.of("ACKNOWLEDGED b to chat"), topology.told());
    topology.passes(Duration.ofMinutes(2));
    Outgoing escalated = topology.outgoing().get(0);
    assertEquals(Phase.ESCALATED, escalated.notice().phase());
    assertEquals("nobody acknowledged within 30m", escalated.notice().note());
    assertEquals(List.of("pager"), List.copyOf(escalated.routes().keySet()));
    topology.order(Intake.Verb.RESOLVE, opened.get(0).notice().incidentId());
    assertEquals(List.of("RESOLVED a to chat,pager"), topology.told());
    topology.passes(Duration.ofHours(2));
    assertEquals(List.of(), topology.told());
  }

  @Test
  void whatIsSilencedIsToldWhenTheSilenceEnds() {
    TestTopology topology =
        routed(
            "routes.all.channels=chat",
            "silences.release.projects=project-of-a*",
            "silences.release.until=" + TestTopology.START.plus(Duration.ofHours(2)));
    topology.alert(alert("a1", Severity.critical));
    topology.alert(alert("b1", Severity.critical));
    assertEquals(List.of("OPENED b1 to chat"), topology.told());
    topology.passes(Duration.ofHours(1));
    topology.alert(alert("a2", Severity.critical));
    assertEquals(List.of(), topology.told());
    topology.passes(Duration.ofMinutes(61));
    assertEquals(List.of("OPENED a1 to chat", "OPENED a2 to chat"), topology.told());
  }

  @Test
  void eachAlertByItselfWhereARouteWantsIt() {
    TestTopology topology =
        routed("routes.all.channels=log", "routes.all.each=true", "routes.all.urgent=info");
    topology.alert(Alerts.alert("a", 1, "p"));
    topology.alert(Alerts.alert("b", 1, "p"));
    topology.alert(Alerts.alert("a", 2, "p"));
    List<Outgoing> told = topology.outgoing();
    assertEquals(3, told.size());
    assertTrue(told.stream().allMatch(o -> o.notice().alerts().size() == 1 && !o.mergeable()));
  }

  private static final String[] URGENT = {
    "routes.all.channels=chat",
    "routes.urgent.channels=chat",
    "routes.urgent.severity=critical",
    "routes.urgent.escalate-after=15m",
    "routes.urgent.escalate-to=pager"
  };

  /** The channel knows by one route already: the other's escalation holds all the same. */
  @Test
  void aRouteEscalatesThoughAnotherToldItsChannel() {
    TestTopology topology = routed(URGENT);
    topology.alert(alert("a", Severity.critical));
    assertEquals(List.of("OPENED a to chat"), topology.told());
    topology.passes(Duration.ofMinutes(16));
    assertEquals(List.of("ESCALATED a to pager"), topology.told());
    Alert more = alert("b", Severity.critical);
    more.setProject("project-of-a");
    topology.alert(more);
    topology.passes(Duration.ofMinutes(40));
    assertEquals(0, topology.told().stream().filter(told -> told.startsWith("ESC")).count());
  }

  @Test
  void anEscalationOutlivesAMerge() {
    TestTopology topology = routed(URGENT);
    Alert low = alert("a", Severity.low);
    topology.alert(low);
    topology.alert(alert("b", Severity.critical));
    Alert both = alert("c", Severity.low);
    both.setProject("project-of-a");
    both.setActorId("mallory");
    Alert bound = alert("d", Severity.low);
    bound.setProject("project-of-b");
    bound.setActorId("mallory");
    topology.alert(both);
    topology.alert(bound);
    topology.told();
    topology.passes(Duration.ofMinutes(16));
    assertEquals(
        1,
        topology.told().stream().filter(t -> t.startsWith("ESC") && t.contains("pager")).count());
  }
}
