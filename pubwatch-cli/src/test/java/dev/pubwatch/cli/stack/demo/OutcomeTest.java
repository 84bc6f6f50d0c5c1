package dev.pubwatch.cli.stack.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Severity;
import dev.pubwatch.schemas.AvroTrust;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutcomeTest {
  static {
    AvroTrust.init();
  }

  private static final Instant WHEN = Instant.parse("2026-08-01T10:00:00Z");

  private final Incident takeover = new Incident("takeover", "taken over", List.of("a", "b", "c"));
  private final Incident theft = new Incident("theft", "token stolen", List.of("x"));

  @Test
  void anIncidentIsCaughtByAnyAlertThatNamesOneOfItsEvents() {
    Outcome outcome =
        Outcome.of(
            List.of(takeover, theft),
            List.of(alert("1", "b", "other"), alert("2", "c"), alert("3", "elsewhere")));
    Outcome.Catch caught = outcome.catches().get(0);
    assertTrue(caught.isCaught());
    assertEquals(2, caught.alerts());
    assertEquals(2, caught.eventsAlerted());
    assertEquals(2, caught.firstAlerted());
    assertFalse(outcome.catches().get(1).isCaught());
    assertEquals(1, outcome.caught());
    assertEquals(3, outcome.alerts());
    assertEquals(1, outcome.falseAlerts());
  }

  @Test
  void nothingAlertedIsNothingCaught() {
    Outcome outcome = Outcome.of(List.of(takeover), List.of());
    assertEquals(0, outcome.caught());
    assertEquals(0, outcome.catches().get(0).firstAlerted());
  }

  @Test
  void theSummarySaysWhatWasMissed() {
    Outcome outcome =
        Outcome.of(List.of(takeover, theft), List.of(alert("1", "a"), alert("2", "elsewhere")));
    List<String> lines = OutcomeText.of(outcome, 1_234, 61);
    assertEquals("1,234 events of 61 days judged, 2 alerts", lines.get(0));
    assertTrue(
        lines.stream().anyMatch(line -> line.matches(" +taken over +yes +event 1 +1 of 3 +1")));
    assertTrue(
        lines.stream().anyMatch(line -> line.matches(" +token stolen +MISSED +- +0 of 1 +0")));
    assertEquals(
        "1 of 2 incidents caught, 1 missed; 1 alerts on something else, 0.5 a month",
        lines.get(lines.size() - 1));
  }

  private static Alert alert(String id, String... eventIds) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setRevision(1)
        .setStatus(AlertStatus.open)
        .setKind(AlertKind.anomaly)
        .setSeverity(Severity.high)
        .setTitle("odd")
        .setSummary("odd")
        .setScoreBits(12)
        .setPValue(0.0002)
        .setExpectedPerDay(0.01)
        .setDetectedAt(WHEN)
        .setFirstEventAt(WHEN)
        .setLastEventAt(WHEN)
        .setEvents(Arrays.stream(eventIds).map(OutcomeTest::event).toList())
        .build();
  }

  private static EvidenceEvent event(String id) {
    return EvidenceEvent.newBuilder()
        .setEventId(id)
        .setTime(WHEN)
        .setAction("release:publish")
        .setSource("npm")
        .build();
  }
}
