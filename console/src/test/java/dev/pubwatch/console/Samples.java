package dev.pubwatch.console;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.BlastRadius;
import dev.pubwatch.events.Campaign;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.NetworkKind;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.events.Technique;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alerts to show. */
final class Samples {
  static final Instant T0 = Instant.parse("2022-03-01T09:30:00Z");

  /** Tries to leave its place in a page, to rewrite it, and to be read backwards. */
  static final String HOSTILE =
      "</title></style><script>alert(1)</script><img src=x onerror='alert(2)'>\" onload=\"x"
          + "\u202Egnp.exe\u0007\u001b[31m\u0000\u2066\ud800 & end";

  private Samples() {}

  static Alert alert(String id, int revision, Severity severity, Instant detectedAt) {
    return filled(id, revision, severity, detectedAt, "left-pad");
  }

  /** Every text of it is {@link #HOSTILE}. */
  static Alert hostile() {
    Alert alert = filled(HOSTILE, 1, Severity.critical, T0, HOSTILE);
    alert.setTitle(HOSTILE);
    alert.setSummary(HOSTILE);
    alert.setCounterfactual(HOSTILE);
    alert.setSignals(List.of(new Signal(HOSTILE, HOSTILE, HOSTILE, Double.NaN, Double.NaN, -1L)));
    alert.setResponse(List.of(new ResponseAction(HOSTILE, HOSTILE, HOSTILE)));
    alert.setTechniques(List.of(new Technique(HOSTILE, HOSTILE)));
    alert.setCampaign(new Campaign(HOSTILE, HOSTILE, -1, 2, T0, List.of(HOSTILE)));
    alert.setBlastRadius(new BlastRadius(List.of(HOSTILE), List.of(HOSTILE), List.of(HOSTILE)));
    alert.getOrigin().setUserAgent(HOSTILE);
    return alert;
  }

  /** Alerts of all severities over some weeks. */
  static List<Alert> some(int count) {
    List<Alert> alerts = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      Severity severity = Show.SEVERITIES.get((int) (i * 7 % 5));
      Instant time = T0.plus(Duration.ofHours(i * i * 31 % 1300));
      alerts.add(filled("pw-%04d".formatted(i), 1, severity, time, "package-" + i));
    }
    return alerts;
  }

  private static Alert filled(
      String id, int revision, Severity severity, Instant time, String name) {
    Alert alert = new Alert();
    alert.setAlertId(id);
    alert.setRevision(revision);
    alert.setStatus(revision == 1 ? AlertStatus.open : AlertStatus.updated);
    alert.setKind(AlertKind.anomaly);
    alert.setSeverity(severity);
    alert.setTitle("pkg:npm/" + name + " 1.3.1: published by newcomer, seen here never before");
    alert.setSummary(
        "release:publish by newcomer is not what this project usually shows. Compared with 41"
            + " earlier events of the project; a normal day brings 0.0021 as odd.");
    alert.setScoreBits(15.25);
    alert.setPValue(0.0000257);
    alert.setExpectedPerDay(0.0021);
    alert.setDetectedAt(time);
    alert.setFirstEventAt(time);
    alert.setLastEventAt(time);
    alert.setProject("pkg:npm/" + name);
    alert.setOwner(name);
    alert.setActorId("newcomer");
    alert.setOrigin(origin());
    alert.setSignals(
        List.of(
            new Signal("publisher", "newcomer, never before", "azer (39 of 41)", 1e-4, 13.2, 41L),
            new Signal("dormancy", "1,204 days silent", "at most 90 days", 0.002, 8.9, 41L),
            new Signal("hour_of_week", "Sunday 03:00", "weekdays, 8 to 18", 0.09, 3.4, 38L)));
    alert.setCounterfactual("Would not have alerted with: azer (39 of 41) (publisher).");
    alert.setEvents(
        List.of(
            new EvidenceEvent(
                "npm:" + name + "@1.3.1",
                "pkg:npm/" + name,
                "1.3.1",
                time,
                "release:publish",
                "npm")));
    alert.setTechniques(List.of(new Technique("T1195.002", "ATT&CK v17")));
    alert.setResponse(
        List.of(
            new ResponseAction("yank_version", name + "@1.3.1", "until it is confirmed"),
            new ResponseAction("ask_owner", name, "over a channel the account does not control")));
    return alert;
  }

  private static Origin origin() {
    Origin origin = new Origin();
    origin.setIp("192.0.2.7");
    origin.setCountry("NL");
    origin.setNetworkKind(NetworkKind.unknown);
    return origin;
  }
}
