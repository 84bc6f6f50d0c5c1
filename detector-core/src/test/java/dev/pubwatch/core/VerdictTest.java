package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
  private static final List<Event> EVENTS = Background.of(11, 10, 200);
  private static final long END = EVENTS.get(EVENTS.size() - 1).timeMillis();

  private static EventBuilder of(
      Event about, Verdict.Kind kind, long decidedMillis, List<Long> evidence) {
    return Verdict.event(
            "verdict:" + kind + decidedMillis,
            about.source(),
            decidedMillis,
            kind,
            "pw-1",
            evidence,
            Verdict.NOT_SAID)
        .project(about.project())
        .owner(about.owner())
        .actorId(about.actorId())
        .credentialId(about.credentialId())
        .ip(about.ip())
        .asn(about.asn())
        .country(about.country());
  }

  private static DetectorRun learned(int events) {
    DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
    EVENTS.subList(0, events).forEach(run::score);
    return run;
  }

  @Test
  void travelsAsAnEvent() throws IOException {
    Event event =
        Verdict.event("v", "npm", 9_000, Verdict.Kind.CONFIRMED, "pw-7", List.of(5L, 3L, 5L), 2)
            .project("p")
            .actorId("a")
            .build();
    Event back = DetectorRun.throughBytes(new ObservationCodec(), new Observation(event)).event();
    Verdict verdict = Verdict.of(back);
    assertEquals(new Verdict(Verdict.Kind.CONFIRMED, "pw-7", List.of(3L, 5L), 2, event), verdict);
    assertNull(Verdict.of(EVENTS.get(0)));
  }

  @Test
  void keepsABoundedNumberOfTimes() {
    List<Long> many = new ArrayList<>();
    for (long i = 0; i < 1000; i++) {
      many.add(i);
    }
    Event event =
        Verdict.event("v", "npm", 1, Verdict.Kind.BENIGN, "pw", many, Verdict.NOT_SAID).build();
    Verdict verdict = Verdict.of(event);
    assertTrue(verdict != null && verdict.evidenceMillis().size() == Verdict.MAX_EVIDENCE);
  }

  @Test
  void isAboutWhatBeganInTheAlertsEvents() {
    Event event =
        Verdict.event("v", "npm", 1, Verdict.Kind.BENIGN, "pw", List.of(100L, 200L), 150).build();
    Verdict verdict = Verdict.of(event);
    assertTrue(verdict != null);
    assertTrue(verdict.beganWith(100));
    assertTrue(verdict.beganWith(170), "after it was said to have begun");
    assertFalse(verdict.beganWith(120));
    assertFalse(verdict.beganWith(201));
    assertTrue(verdict.foundYoung(120, 100));
    assertFalse(verdict.foundYoung(120, 50));
  }

  /** Over random histories and alerts: a verdict that is taken back leaves the bytes as before. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void takenBackLeavesEveryBaselineAsItWas(long seed) throws IOException {
    Random random = new Random(seed);
    int events = 50 + random.nextInt(EVENTS.size() - 50);
    DetectorRun run = learned(events);
    byte[] before = run.baselines();
    Event about = EVENTS.get(random.nextInt(events));
    List<Long> evidence = List.of(about.timeMillis());
    Verdict.Kind kind = random.nextBoolean() ? Verdict.Kind.BENIGN : Verdict.Kind.CONFIRMED;
    run.heed(of(about, kind, END, evidence).build());
    run.heed(of(about, Verdict.Kind.WITHDRAWN, END + 1, evidence).build());
    assertArrayEquals(before, run.baselines(), "seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void twiceIsOnceAndAnOlderOneComesTooLate(long seed) throws IOException {
    Random random = new Random(seed);
    Event first = firstOf(EVENTS.get(random.nextInt(EVENTS.size())));
    List<Long> evidence = List.of(first.timeMillis());
    DetectorRun run = learned(EVENTS.size());
    byte[] before = run.baselines();
    assertTrue(run.heed(of(first, Verdict.Kind.CONFIRMED, END + 5, evidence).build()) > 0);
    byte[] once = run.baselines();
    assertFalse(Arrays.equals(before, once), "the verdict did nothing");
    run.heed(of(first, Verdict.Kind.CONFIRMED, END + 5, evidence).build());
    assertArrayEquals(once, run.baselines(), "seed " + seed);
    run.heed(of(first, Verdict.Kind.WITHDRAWN, END + 4, evidence).build());
    assertArrayEquals(once, run.baselines(), "seed " + seed);
  }

  /** The event of the same account with which the account was first seen. */
  private static Event firstOf(Event event) {
    return EVENTS.stream()
        .filter(e -> e.kind() == EventKind.PUBLISH)
        .filter(e -> Objects.equals(e.actorId(), event.actorId()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aboutNobodyKnownIsHarmless() throws IOException {
    DetectorRun run = learned(200);
    byte[] before = run.baselines();
    Event stranger =
        Background.publish(7, "1.0.0", END)
            .project("pkg:npm/nobody")
            .actorId("nobody")
            .credentialId("none")
            .build();
    assertEquals(0, run.heed(of(stranger, Verdict.Kind.BENIGN, END, List.of(END)).build()));
    assertArrayEquals(before, run.baselines());
  }
}
