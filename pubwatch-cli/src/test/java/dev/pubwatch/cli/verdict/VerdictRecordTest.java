package dev.pubwatch.cli.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.events.VerdictSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictRecordTest {
  private static final Instant NOW = Instant.parse("2024-03-05T00:00:00Z");

  @Test
  void namesEveryCombinationOfEntitiesOnce() {
    Verdict verdict =
        VerdictRecord.of(
            List.of(
                Alerts.revision("pw-1", 1, 1, "a"),
                Alerts.revision("pw-1", 2, 2, "b"),
                Alerts.revision("pw-1", 3, 3, "a")),
            VerdictKind.confirmed,
            NOW,
            null,
            "ana",
            "note");
    assertEquals("pw-1", verdict.getAlertId());
    assertEquals(
        List.of(
            new VerdictSubject("npm", "pkg:npm/p", "o", "a", null, null),
            new VerdictSubject("npm", "pkg:npm/p", "o", "b", null, null)),
        verdict.getSubjects());
    assertEquals(
        List.of("e0", "e1", "e2"),
        verdict.getEvents().stream().map(EvidenceEvent::getEventId).toList());
    assertEquals("ana", verdict.getAnalyst());
  }

  @Test
  void saysHowManyItCannotName() {
    List<Alert> revisions = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      revisions.add(Alerts.revision("pw-1", i + 1, 1, "a" + i));
    }
    assertEquals(6, VerdictRecord.subjectsLeftOut(revisions));
    assertEquals(
        64,
        VerdictRecord.of(revisions, VerdictKind.benign, NOW, null, null, null)
            .getSubjects()
            .size());
  }

  /** An alert lists its first events only; the time of each revision is evidence as well. */
  @Test
  void keepsTheTimesOfEventsThatTheAlertNoLongerLists() {
    Verdict verdict =
        VerdictRecord.of(
            List.of(Alerts.revision("pw-1", 1, 1, "a"), Alerts.revision("pw-1", 2, 1, "a")),
            VerdictKind.benign,
            NOW,
            null,
            null,
            null);
    assertEquals(
        List.of(Alerts.BEGIN, Alerts.BEGIN.plusSeconds(60)),
        verdict.getEvents().stream().map(EvidenceEvent::getTime).toList());
    assertEquals("pw-1#2", verdict.getEvents().get(1).getEventId());
  }
}
