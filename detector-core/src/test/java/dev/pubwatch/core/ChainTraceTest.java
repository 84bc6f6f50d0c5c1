package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Intrusions in several steps, as {@code src/test/resources/chains/NAME.trace}, each with its twins
 * from ordinary life, after half a year of an ordinary registry.
 */
class ChainTraceTest {
  private static final List<String> NAMES =
      List.of("ghostaction", "ultralytics", "posthog", "sign-in", "owner-added", "dead-run");

  private static final DetectorConfig CONFIG =
      DetectorConfig.DEFAULTS.withRepositories(
          new RepositoryMap(Map.of("pkg:pypi/ghost-*", "github.com/ghost/lib")));

  private static byte[] learned = {};
  private static long now;

  @BeforeAll
  static void learnAnOrdinaryRegistry() throws IOException {
    DetectorRun run = new DetectorRun(CONFIG);
    for (Event event : OrdinaryRegistry.of(31, 100, 180)) {
      run.score(event);
      now = event.timeMillis();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    run.write(new DataOutputStream(bytes));
    learned = bytes.toByteArray();
  }

  static List<String> names() {
    return NAMES;
  }

  static List<String[]> sections() {
    List<String[]> all = new ArrayList<>();
    for (String name : NAMES) {
      for (String section : trace(name).sections()) {
        if (!section.equals("past")) {
          all.add(new String[] {name, section});
        }
      }
    }
    return all;
  }

  private static Trace trace(String name) {
    return Trace.read("/chains/" + name + ".trace", now);
  }

  private static List<Alert> chains(String name, String section, boolean throughBytes)
      throws IOException {
    DetectorRun run = new DetectorRun(CONFIG, throughBytes);
    run.read(new DataInputStream(new ByteArrayInputStream(learned)), 1);
    trace(name).events("past").forEach(run::score);
    run.alerts.clear();
    trace(name).events(section).forEach(run::score);
    return run.alerts.stream().filter(a -> a.kind() == Alert.Kind.CHAIN).toList();
  }

  @ParameterizedTest
  @MethodSource("sections")
  void firesOnTheIntrusionAndNotOnItsTwin(String name, String section) throws IOException {
    List<Alert> chains = chains(name, section, false);
    if (section.startsWith("silent")) {
      assertEquals(List.of(), chains.stream().map(Alert::summary).toList());
      return;
    }
    assertTrue(!chains.isEmpty(), name + " " + section + ": no chain");
    List<Event> told = trace(name).events(section);
    Alert last = chains.get(chains.size() - 1);
    assertEquals(told.get(told.size() - 1).eventId(), lastOf(last).eventId(), last.summary());
    assertEquals(beginning(told).eventId(), last.events().get(0).eventId(), last.summary());
    assertInOrder(last);
  }

  /** The event that the trace calls so, else its first. */
  private static Event beginning(List<Event> events) {
    return events.stream()
        .filter(e -> e.eventId().endsWith(":begins"))
        .findFirst()
        .orElse(events.get(0));
  }

  private static Alert.Evidence lastOf(Alert alert) {
    return alert.events().get(alert.events().size() - 1);
  }

  private static void assertInOrder(Alert alert) {
    long before = Long.MIN_VALUE;
    Set<String> seen = new HashSet<>();
    for (Alert.Evidence event : alert.events()) {
      assertTrue(event.timeMillis() >= before, alert.summary());
      assertTrue(seen.add(event.eventId()), alert.summary());
      before = event.timeMillis();
    }
  }

  /** Four hundred days of people, bots, workflows and failing runs, three times. */
  @Test
  void ordinaryLifeTellsHardlyAnyChain() {
    Map<String, String> map = new HashMap<>();
    for (int p = 0; p < 150; p++) {
      map.put("pkg:npm/ordinary-" + p, "github.com/o" + p % 60 + "/ordinary-" + p);
    }
    Set<String> told = new TreeSet<>();
    for (int seed = 1; seed <= 3; seed++) {
      DetectorRun run =
          new DetectorRun(DetectorConfig.DEFAULTS.withRepositories(new RepositoryMap(map)));
      OrdinaryRegistry.of(seed, 150, 400).forEach(run::score);
      run.alerts.stream()
          .filter(a -> a.kind() == Alert.Kind.CHAIN)
          .forEach(a -> told.add(a.summary()));
    }
    assertTrue(told.size() <= 3, String.join("\n", told));
  }

  /** What this stream's people do all the time is no intrusion, here. */
  @Test
  void aStreamWhosePeopleMakeTokensWhenTheyTravelIsUsedToIt() throws IOException {
    DetectorRun run = new DetectorRun(CONFIG);
    run.read(new DataInputStream(new ByteArrayInputStream(learned)), 1);
    List<Event> stream = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Trace trace = Trace.read("/chains/sign-in.trace", now + i * 9L * Background.DAY);
      stream.addAll(byAnother(trace.events("past"), i));
      stream.addAll(byAnother(trace.events("fires"), i));
    }
    stream.sort(Comparator.comparingLong(Event::timeMillis).thenComparing(Event::eventId));
    stream.forEach(run::score);
    Set<String> told = new HashSet<>();
    for (Alert alert : run.alerts) {
      if (alert.kind() == Alert.Kind.CHAIN) {
        told.add(alert.actorId());
      }
    }
    assertTrue(told.size() <= 3, "still told of " + told);
    assertTrue(!told.contains("ann-23"), "the last one is told of");
  }

  private static List<Event> byAnother(List<Event> events, int who) {
    return events.stream().map(e -> byAnother(e, "-" + who)).toList();
  }

  private static Event byAnother(Event e, String who) {
    return Event.builder(e.eventId() + who, e.kind(), e.source(), e.timeMillis(), e.action())
        .project(e.project() == null ? null : e.project() + who)
        .owner(e.owner() + who)
        .version(e.version())
        .actorId(e.actorId() + who)
        .credentialId(e.credentialId() == null ? null : e.credentialId() + who)
        .credentialKind(e.credentialKind())
        .credentialCreatedAtMillis(e.credentialCreatedAtMillis())
        .asn(e.asn())
        .country(e.country())
        .client(e.client())
        .clientVersion(e.clientVersion())
        .build();
  }

  /** A source that repeats itself adds nothing; what comes late is joined all the same. */
  @ParameterizedTest
  @MethodSource("names")
  void deliveredTwice(String name) throws IOException {
    DetectorRun run = new DetectorRun(CONFIG);
    run.read(new DataInputStream(new ByteArrayInputStream(learned)), 1);
    trace(name).events("past").forEach(run::score);
    run.alerts.clear();
    for (Event event : trace(name).events("fires")) {
      run.score(event);
      run.score(event);
    }
    for (Alert alert : run.alerts) {
      if (alert.kind() == Alert.Kind.CHAIN) {
        assertInOrder(alert);
      }
    }
  }

  /** One alert a story, with the same id and growing revisions. */
  @ParameterizedTest
  @MethodSource("names")
  void growsByRevisions(String name) throws IOException {
    List<Alert> chains = chains(name, "fires", true);
    for (int i = 0; i < chains.size(); i++) {
      assertEquals(chains.get(0).alertId(), chains.get(i).alertId());
      assertEquals(i + 1, chains.get(i).revision());
    }
    assertEquals(chains, chains(name, "fires", false));
  }
}
