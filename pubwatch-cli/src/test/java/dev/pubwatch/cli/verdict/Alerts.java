package dev.pubwatch.cli.verdict;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Severity;
import dev.pubwatch.schemas.AvroTrust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alerts for tests. */
final class Alerts {
  static {
    AvroTrust.init();
  }

  static final Instant BEGIN = Instant.parse("2024-03-01T10:00:00Z");

  private Alerts() {}

  /** A revision of an alert whose events come a minute apart. */
  static Alert revision(String id, int revision, int listed, String actor) {
    Instant time = BEGIN.plusSeconds(60L * (revision - 1));
    Alert alert = new Alert();
    alert.setAlertId(id);
    alert.setRevision(revision);
    alert.setStatus(revision == 1 ? AlertStatus.open : AlertStatus.updated);
    alert.setKind(AlertKind.anomaly);
    alert.setSeverity(Severity.high);
    alert.setTitle("t");
    alert.setSummary("s");
    alert.setScoreBits(12.0);
    alert.setPValue(0.001);
    alert.setExpectedPerDay(0.1);
    alert.setDetectedAt(time);
    alert.setFirstEventAt(BEGIN);
    alert.setLastEventAt(time);
    alert.setProject("pkg:npm/p");
    alert.setOwner("o");
    alert.setActorId(actor);
    alert.setSignals(List.of());
    alert.setTechniques(List.of());
    alert.setResponse(List.of());
    List<EvidenceEvent> events = new ArrayList<>();
    for (int i = 0; i < listed; i++) {
      events.add(
          new EvidenceEvent(
              "e" + i, "pkg:npm/p", "1", BEGIN.plusSeconds(60L * i), "release:publish", "npm"));
    }
    alert.setEvents(events);
    return alert;
  }
}
