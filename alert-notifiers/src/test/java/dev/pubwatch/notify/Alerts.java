package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.schemas.AvroTrust;
import java.time.Instant;
import java.util.List;

/** Alerts for tests. */
public final class Alerts {
  static {
    AvroTrust.init();
  }

  private Alerts() {}

  public static Alert alert(String id, int revision) {
    return alert(id, revision, "pkg:npm/left-pad");
  }

  public static Alert alert(String id, int revision, String project) {
    Instant time = Instant.parse("2025-09-02T10:20:30.400Z");
    return Alert.newBuilder()
        .setAlertId(id)
        .setRevision(revision)
        .setStatus(revision == 1 ? AlertStatus.open : AlertStatus.updated)
        .setKind(AlertKind.anomaly)
        .setSeverity(Severity.high)
        .setTitle(project + " 1.2.3: install script added")
        .setSummary("An install script was added.")
        .setScoreBits(12.5)
        .setPValue(0.0002)
        .setExpectedPerDay(0.02)
        .setDetectedAt(time)
        .setFirstEventAt(time)
        .setLastEventAt(time)
        .setProject(project)
        .setSignals(
            List.of(
                new Signal(
                    "install_script_added", "install script added", "none", 0.0001, 13.0, 120L),
                new Signal("dormancy", "quiet for 800 days", "at most 40 days", 0.01, 6.0, 1L)))
        .setCounterfactual("Would not have alerted with: no install script.")
        .setEvents(
            List.of(
                new EvidenceEvent("e1", project, "1.2.2", time, "release:publish", "npm"),
                new EvidenceEvent("e2", project, "1.2.3", time, "release:publish", "npm")))
        .setResponse(
            List.of(new ResponseAction("yank_version", project + "@1.2.3", "until confirmed")))
        .build();
  }
}
