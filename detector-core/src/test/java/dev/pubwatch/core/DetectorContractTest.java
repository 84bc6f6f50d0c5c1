package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the whole detector, whatever its signals are. */
class DetectorContractTest {
  private static final int DAYS = 200;

  @Test
  void theSameEventsGiveTheSameScoresAndAlerts() {
    List<Event> events = Background.of(1, 60, DAYS);
    DetectorRun one = new DetectorRun(DetectorConfig.DEFAULTS);
    DetectorRun two = new DetectorRun(DetectorConfig.DEFAULTS);
    for (Event event : events) {
      assertEquals(one.score(event), two.score(event));
    }
    assertEquals(one.alerts, two.alerts);
  }

  @Test
  void aDetectorThatIsWrittenAndReadAtEveryStepScoresTheSame() {
    List<Event> events = Background.of(2, 25, 120);
    DetectorRun inMemory = new DetectorRun(DetectorConfig.DEFAULTS);
    DetectorRun throughBytes = new DetectorRun(DetectorConfig.DEFAULTS, true);
    for (Event event : events) {
      Score expected = inMemory.score(event);
      assertEquals(expected, throughBytes.score(event), event.eventId());
    }
    assertEquals(inMemory.alerts, throughBytes.alerts);
  }

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void anEventWithNothingButItsIdIsNoEvidence(EventKind kind) {
    DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
    for (Event event : Background.of(3, 30, 100)) {
      run.score(event);
    }
    Event bare = Event.builder("bare", kind, "npm", Background.START, "other:thing").build();
    assertEquals(0, run.score(bare).scoreBits());
  }

  /** Removing what a source did not record must never make an event odder. */
  @Test
  void aMissingFieldIsNoEvidence() {
    DetectorRun full = new DetectorRun(DetectorConfig.DEFAULTS);
    DetectorRun bare = new DetectorRun(DetectorConfig.DEFAULTS);
    List<Event> past = Background.of(4, 40, DAYS);
    for (Event event : past) {
      full.score(event);
      bare.score(event);
    }
    long now = past.get(past.size() - 1).timeMillis() + Background.DAY;
    Event complete = Background.publish(3, "1.99.0", now).build();
    Event removed =
        Event.builder(complete.eventId(), EventKind.PUBLISH, "npm", now, "release:publish")
            .project(complete.project())
            .version("1.99.0")
            .build();
    double withFields = full.score(complete).scoreBits();
    double without = bare.score(removed).scoreBits();
    assertTrue(without <= withFields + 2, without + " without fields, " + withFields + " with");
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void hostileTrafficStaysBoundedAndInRange(long seed) {
    Random random = new Random(seed);
    DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
    for (int i = 0; i < 20_000; i++) {
      Score score = run.score(hostile(random, i));
      assertTrue(score.scoreBits() >= 0 && score.scoreBits() <= 60, "seed " + seed + ": " + score);
    }
    int bytes = run.stateBytes("project-baseline", "p").length;
    assertTrue(bytes <= 8192, "seed " + seed + ": a project's state of " + bytes + " bytes");
    for (Alert alert : run.alerts) {
      assertTrue(alert.events().size() <= 20);
      assertTrue(alert.signals().size() <= 8);
    }
  }

  private static final List<String> HOSTILE_ACTIONS =
      List.of(
          "release:publish",
          "workflow:create",
          "token:use",
          "run:start",
          "run:complete",
          "run:delete",
          "tag:move",
          "owner:add",
          "other:pull_request",
          "x");

  private static Event hostile(Random random, int i) {
    EventKind kind =
        List.of(EventKind.PUBLISH, EventKind.TOKEN, EventKind.CI).get(random.nextInt(3));
    String action = HOSTILE_ACTIONS.get(random.nextInt(HOSTILE_ACTIONS.size()));
    long time = random.nextInt(10) == 0 ? random.nextLong() / 4 : Background.START + i;
    List<String> hosts = new ArrayList<>();
    for (int h = 0; h < random.nextInt(5); h++) {
      hosts.add("host-" + random.nextInt());
    }
    return Event.builder("e" + i, kind, "s", time, action)
        .project("p")
        .owner("o" + random.nextInt(1000))
        .version(random.nextInt() + "." + random.nextInt() + ".x")
        .actorId("a" + random.nextInt())
        .credentialId("c" + random.nextInt(50))
        .ip(random.nextInt(3) == 0 ? "::" + random.nextInt() : "1.2.3." + random.nextInt())
        .asn(random.nextLong())
        .country("" + random.nextInt())
        .client("c" + random.nextInt())
        .clientVersion("" + random.nextInt())
        .credentialCreatedAtMillis(random.nextLong())
        .dependencyCount(random.nextInt())
        .installScript(random.nextBoolean())
        .attested(random.nextBoolean())
        .egressHosts(hosts)
        .sendsSecrets(random.nextBoolean())
        .sourceAction(random.nextBoolean() ? "pull_request.opened" : "pull_request.closed")
        .runId("" + random.nextInt(100))
        .headSha("" + random.nextLong())
        .conclusion("" + random.nextInt())
        .trustedPublisher(random.nextInt(4) == 0 ? "t" : null)
        .attributes(hostileAttributes(random))
        .build();
  }

  private static Map<String, String> hostileAttributes(Random random) {
    return Map.of(
        "maintainers", "" + random.nextLong(),
        "secret_refs", "-1",
        "node_version", "v" + random.nextInt(),
        "user", "a" + random.nextInt(),
        "number", "" + random.nextInt(9));
  }

  @Test
  void warmUpLearnsWithoutAlerting() {
    long end = Background.START + 1000 * Background.DAY;
    DetectorRun run = new DetectorRun(new DetectorConfig(1000, 2, end));
    for (Event event : Background.of(5, 40, DAYS)) {
      run.score(event);
    }
    assertEquals(List.of(), run.alerts);
  }

  @Test
  void ordinaryTrafficKeepsToTheBudget() {
    DetectorRun run =
        new DetectorRun(new DetectorConfig(0.1, 0, Background.START + DAYS / 2 * Background.DAY));
    for (Event event : Background.of(6, 120, DAYS)) {
      run.score(event);
    }
    assertTrue(run.alerts.size() <= 0.1 * DAYS, run.alerts.size() + " alerts");
  }

  @Test
  void alertIdsAreUniqueToTheirSubjectAndRevisionsCountUp() {
    DetectorRun run = new DetectorRun(new DetectorConfig(500, 1, Long.MIN_VALUE));
    for (Event event : Background.of(7, 40, DAYS)) {
      run.score(event);
    }
    Set<String> seen = new HashSet<>();
    for (Alert alert : run.alerts) {
      assertTrue(seen.add(alert.alertId() + "#" + alert.revision()), alert.alertId());
      assertTrue(
          alert.revision() == 1 || seen.contains(alert.alertId() + "#" + (alert.revision() - 1)));
    }
    assertTrue(seen.size() > 10, "only " + seen.size() + " alerts to judge by");
  }

  @Test
  void anObservationSurvivesItsBytes() {
    Observation o = new Observation(Background.publish(1, "1.0.0", Background.START).build());
    o.history(12);
    o.markLate();
    o.add(Trait.PUBLISHER_OF_PROJECT, new Seen(3.5, 2, 0, 0, 1, "usual", 3));
    o.add(Measure.QUIET_OF_PROJECT, new Reading(3, 1, 10, Double.NaN));
    o.add(Switch.INSTALL_SCRIPT_ADDED, new Turn(true, true, 5, 0, null));
    o.add(Reach.PROJECTS_OF_ACTOR, List.of(new Reached("pkg:npm/a", 7)));
    ObservationCodec codec = new ObservationCodec();
    Observation back = DetectorRun.throughBytes(codec, o);
    assertEquals(o.event(), back.event());
    assertArrayEquals(DetectorRun.bytes(codec, o), DetectorRun.bytes(codec, back));
  }
}
