package dev.pubwatch.job.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.NetworkKind;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.events.VerdictSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictMapperTest {
  private static final Instant TIME = Instant.parse("2024-03-05T00:00:00Z");
  private static final Instant EVENT = Instant.parse("2024-03-01T10:00:00Z");

  private static VerdictSubject subject(String actor) {
    Origin origin = new Origin();
    origin.setIp("192.0.2.1");
    origin.setNetworkKind(NetworkKind.unknown);
    return new VerdictSubject("npm", "pkg:npm/p", "o", actor, "hmac:1", origin);
  }

  private static Verdict verdict(VerdictKind kind, VerdictSubject... subjects) {
    return Verdict.newBuilder()
        .setAlertId("pw-1")
        .setVerdict(kind)
        .setTime(TIME)
        .setSince(EVENT.minusSeconds(60))
        .setSubjects(List.of(subjects))
        .setEvents(
            List.of(new EvidenceEvent("e", "pkg:npm/p", "1", EVENT, "release:publish", "npm")))
        .build();
  }

  @Test
  void isOneEventASubjectWithItsKeys() {
    List<Event> events =
        EventMapper.toEvents(verdict(VerdictKind.confirmed, subject("a"), subject("b")));
    assertEquals(
        List.of("verdict:pw-1:CONFIRMED:1709596800000:0", "verdict:pw-1:CONFIRMED:1709596800000:1"),
        events.stream().map(Event::eventId).toList());
    Event second = events.get(1);
    assertEquals(EventKind.VERDICT, second.kind());
    assertEquals("npm", second.source());
    assertEquals(TIME.toEpochMilli(), second.timeMillis());
    assertEquals("pkg:npm/p", second.project());
    assertEquals("o", second.owner());
    assertEquals("b", second.actorId());
    assertEquals("hmac:1", second.credentialId());
    assertEquals("192.0.2.1", second.ip());
  }

  @Test
  void carriesWhatWasSaidAndOfWhichEvents() {
    Event event = EventMapper.toEvents(verdict(VerdictKind.benign, subject("a"))).get(0);
    dev.pubwatch.core.Verdict said = dev.pubwatch.core.Verdict.of(event);
    assertNotNull(said);
    assertEquals(dev.pubwatch.core.Verdict.Kind.BENIGN, said.kind());
    assertEquals("pw-1", said.alertId());
    assertEquals(List.of(EVENT.toEpochMilli()), said.evidenceMillis());
    assertEquals(EVENT.minusSeconds(60).toEpochMilli(), said.sinceMillis());
  }

  @Test
  void withoutSubjectsIsNothingToActOn() {
    assertEquals(List.of(), EventMapper.toEvents(verdict(VerdictKind.benign)));
  }

  @Test
  void whatCannotBeActedOnIsRefused() {
    assertFault("benign, confirmed or withdrawn", verdict(VerdictKind.unknown, subject("a")));
    List<VerdictSubject> many = new ArrayList<>();
    for (int i = 0; i <= VerdictMapper.MAX_SUBJECTS; i++) {
      many.add(subject("a" + i));
    }
    assertFault(
        "at most 64, were 65", verdict(VerdictKind.benign, many.toArray(new VerdictSubject[0])));
  }

  private static void assertFault(String about, Verdict verdict) {
    var e = assertThrows(IllegalArgumentException.class, () -> EventMapper.toEvents(verdict));
    assertTrue(String.valueOf(e.getMessage()).contains(about), e.getMessage());
  }
}
