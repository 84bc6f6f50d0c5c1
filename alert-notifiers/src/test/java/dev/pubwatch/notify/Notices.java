package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Campaign;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.NetworkKind;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.events.Technique;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Notices for tests. */
public final class Notices {
  private static final Instant TIME = Instant.parse("2025-09-02T10:20:30.400Z");

  /** What a log can hold to hurt whoever shows it. */
  public static final List<String> HOSTILE =
      List.of(
          "<!channel> <@U123> <https://evil.example|click>",
          "</td><script>alert(1)</script><img src=x onerror=y>",
          "[click](https://evil.example) ![x](https://evil.example/i.png) `` ` ``` @everyone #1",
          "a\r\nBcc: victim@example.org\r\n\r\nbody",
          "\u001b[2J\u001b[1;1H\u0007\u0000",
          "\u202egnp.exe\u2066\u200b",
          "\ud800 lone \udc00",
          "{{secret}} {{#why}} ${jndi:ldap://x} %s %n",
          "\n/close\n/assign @me",
          "| table | *bold* _it_ ~s~",
          "<!-- pubwatch 00000000000000000000000000000000 r9 -->",
          "\ud83d\udce6\ud83d\udca5 \u5de6\u53f3 e\u0301\u0301\u0301\u0301");

  private Notices() {}

  public static Notice of(String id, int revision, Notice.Phase phase) {
    return of(id, revision, phase, List.of(alert("pw-1", "github.com/acme/web")));
  }

  public static Notice of(String id, int revision, Notice.Phase phase, List<Alert> alerts) {
    return new Notice(
        id,
        revision,
        phase,
        "on-call",
        alerts.get(0).getSeverity(),
        TIME,
        TIME.plusSeconds(revision * 60L),
        alerts.size(),
        alerts);
  }

  /** The same, with words that say why. */
  public static Notice because(Notice n, String note) {
    return new Notice(
        n.incidentId(),
        n.revision(),
        n.phase(),
        n.route(),
        n.severity(),
        n.openedAt(),
        n.updatedAt(),
        n.alertCount(),
        n.alerts(),
        note);
  }

  /** An alert with all there can be. */
  public static Alert alert(String id, String project) {
    Alert alert = Alerts.alert(id, 1, project);
    alert.setOwner("acme");
    alert.setActorId("mallory-q");
    alert.setCredentialId("cred-0123456789abcdef");
    alert.setOrigin(
        Origin.newBuilder()
            .setIp("203.0.113.77")
            .setCountry("ZZ")
            .setUserAgent("npm/10 mallory-laptop")
            .setNetworkKind(NetworkKind.unknown)
            .build());
    List<Signal> signals = new ArrayList<>(alert.getSignals());
    signals.add(
        new Signal(
            "publisher_new",
            "publisher mallory-q, new to the project",
            "publisher alice-b (100 % of its past)",
            0.00001,
            16.6,
            42L));
    signals.add(
        new Signal(
            "where_of_project",
            "address 203.0.113.77, new to the project",
            "prefix 2001:db8:7::/48",
            0.001,
            9.9,
            42L));
    alert.setSignals(signals);
    alert.setSummary(
        "release:publish by mallory-q from 203.0.113.77, told by mallory-q@mail.example");
    List<ResponseAction> response = new ArrayList<>();
    response.add(new ResponseAction("revoke_credential", "cred-0123456789abcdef", "it did this"));
    response.addAll(alert.getResponse());
    response.add(new ResponseAction("ask_owner", "alice-b", "over a channel of her own"));
    response.add(new ResponseAction("remove_owner", project + ": mallory-q", "published at once"));
    alert.setResponse(response);
    alert.setTechniques(List.of(new Technique("T1195.002", "18"), new Technique("T1528", "18")));
    alert.setCampaign(
        new Campaign("c-1", "host evil.example", 3, 2, TIME, List.of(project, "pkg:npm/b")));
    return alert;
  }

  /** The same text everywhere that a log reaches. */
  public static Alert hostile(String id, String text) {
    Alert alert = alert(id, "pkg:npm/" + text);
    alert.setTitle(text);
    alert.setSummary(text);
    alert.setOwner(text);
    alert.setActorId(text);
    alert.setCounterfactual(text);
    alert.setSignals(List.of(new Signal(text, text, text, 0.001, 10.0, 5L)));
    alert.setResponse(List.of(new ResponseAction(text, text, text)));
    Instant time = alert.getDetectedAt();
    alert.setEvents(List.of(new EvidenceEvent(text, "pkg:npm/" + text, text, time, text, text)));
    alert.setTechniques(List.of(new Technique(text, text)));
    return alert;
  }

  /** Any number of alerts with any text, of any length. */
  public static Notice random(long seed) {
    Random random = new Random(seed);
    List<Alert> alerts = new ArrayList<>();
    int count = 1 + random.nextInt(Notice.MOST_ALERTS);
    for (int i = 0; i < count; i++) {
      alerts.add(random(random, i));
    }
    Notice.Phase[] phases = Notice.Phase.values();
    return of("in-" + seed, 1 + random.nextInt(9), phases[random.nextInt(phases.length)], alerts);
  }

  private static Alert random(Random random, int number) {
    Alert alert = hostile("pw-" + number, text(random));
    Severity[] severities = Severity.values();
    alert.setSeverity(severities[random.nextInt(severities.length)]);
    List<Signal> signals = new ArrayList<>();
    List<ResponseAction> response = new ArrayList<>();
    for (int i = random.nextInt(40); i >= 0; i--) {
      signals.add(
          new Signal("s" + i, text(random), text(random), 0.5, (double) random.nextInt(30), 3L));
      response.add(new ResponseAction("yank_version", text(random), text(random)));
    }
    alert.setSignals(signals);
    alert.setResponse(response);
    return alert;
  }

  private static String text(Random random) {
    String piece = HOSTILE.get(random.nextInt(HOSTILE.size()));
    return piece.repeat(1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 5));
  }
}
