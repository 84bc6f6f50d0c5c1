package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is known to have leaked: told at once, whatever the statistics say, and told once. */
class ExposureTest {
  private static final List<Event> PAST = Background.of(99, 40, 100);
  private static final long NOW = PAST.get(PAST.size() - 1).timeMillis() + Background.DAY;
  private static final long HOUR = Background.DAY / 24;

  private final DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS, false);

  private void learn() {
    PAST.forEach(run::score);
    run.alerts.clear();
  }

  private static Event report(String id, long time, Map<String, String> attributes) {
    return Event.builder("exposure:" + id, EventKind.TOKEN, "scanner", time, "token:exposed")
        .credentialId("hmac:7")
        .attributes(attributes)
        .build();
  }

  private static Event indicator(String kind, String value, long time) {
    return Event.builder("exposure:" + value, EventKind.TOKEN, "list", time, "token:exposed")
        .attributes(Map.of("indicator_kind", kind, "indicator", value))
        .build();
  }

  private List<Alert> exposures() {
    return run.alerts.stream().filter(a -> a.kind() == Alert.Kind.EXPOSURE).toList();
  }

  @Test
  void usesBetweenTheLeakAndItsReportAreFoundAgain() {
    learn();
    run.score(Background.tokenUse(7, NOW).ip("203.0.113.9").asn(65_000).country("XX").build());
    run.score(Background.publish(7, "9.0.0", NOW + HOUR).build());
    run.alerts.clear();
    run.score(report("1", NOW + 5 * HOUR, Map.of("exposed_at_ms", "" + (NOW - HOUR))));
    assertEquals(1, exposures().size());
    Alert alert = exposures().get(0);
    assertEquals("hmac:7", alert.credentialId());
    assertEquals(Alert.Severity.CRITICAL, alert.severity());
    List<String> ids = alert.events().stream().map(Alert.Evidence::eventId).toList();
    assertEquals(List.of("token:7@" + NOW, "npm:project-7@9.0.0"), ids);
    assertTrue(alert.summary().contains("203.0.113.9 (XX)"), alert.summary());
    assertEquals("revoke_credential", alert.response().get(0).action());
    assertEquals("check_release", alert.response().get(1).action());
  }

  @Test
  void theyAreToldOnce() {
    learn();
    run.score(Background.tokenUse(7, NOW).build());
    run.score(report("1", NOW + 5 * HOUR, Map.of("exposed_at_ms", "" + (NOW - HOUR))));
    run.score(report("2", NOW + 6 * HOUR, Map.of("exposed_at_ms", "" + (NOW - HOUR))));
    assertEquals(1, exposures().size());
    run.score(Background.tokenUse(7, NOW + 7 * HOUR).build());
    run.score(report("3", NOW + 8 * HOUR, Map.of("exposed_at_ms", "" + (NOW - HOUR))));
    assertEquals(2, exposures().size(), "the use after the report alerts by itself, and once");
  }

  @Test
  void usesBeforeTheLeakAreNobodysBusiness() {
    learn();
    run.score(report("1", NOW, Map.of("exposed_at_ms", "" + NOW)));
    assertEquals(List.of(), exposures());
  }

  @Test
  void aReportThatDoesNotSayWhenItLeakedFindsNothingBeforeIt() {
    learn();
    run.score(report("1", NOW, Map.of()));
    assertEquals(List.of(), exposures());
  }

  @Test
  void whatAnIntruderDidOnceIsNotPushedOutByAJobThatRunsEveryMinute() {
    learn();
    run.score(Background.tokenUse(7, NOW).ip("203.0.113.9").asn(65_000).country("XX").build());
    for (int i = 1; i < 600; i++) {
      run.score(Background.tokenUse(7, NOW + i * 60_000L).build());
    }
    run.alerts.clear();
    run.score(report("1", NOW + Background.DAY, Map.of("exposed_at_ms", "" + (NOW - HOUR))));
    String summary = exposures().get(0).summary();
    assertTrue(summary.contains("203.0.113.9 (XX)"), summary);
    assertTrue(summary.contains("198.51.7.7 (NL), "), summary);
  }

  @Test
  void aHostOnAnIndicatorListIsToldWhenItShows() {
    learn();
    run.score(indicator("host", "Webhook.example", NOW));
    assertEquals(List.of(), run.alerts);
    run.score(
        Background.workflowEdit(3, NOW + HOUR).egressHosts(List.of("x7.webhook.example")).build());
    Alert alert = exposures().get(0);
    assertEquals(Background.workflowEdit(3, NOW).build().project(), alert.project());
    assertEquals(Alert.Severity.CRITICAL, alert.severity());
    run.score(
        Background.workflowEdit(4, NOW + 2 * HOUR).egressHosts(List.of("webhook.example")).build());
    assertEquals(alert.alertId(), exposures().get(1).alertId());
    assertEquals(2, exposures().get(1).revision());
    run.score(
        Background.workflowEdit(4, NOW + 3 * HOUR).egressHosts(List.of("webhook.example")).build());
    run.score(
        Background.workflowEdit(5, NOW + 4 * HOUR).egressHosts(List.of("ebhook.example")).build());
    assertEquals(2, exposures().size(), "once a repository, and no other host");
  }

  @Test
  void anIndicatorThatShowedBeforeItWasReported() {
    learn();
    run.score(Background.workflowEdit(3, NOW).contentHash("AbC").build());
    run.alerts.clear();
    run.score(indicator("content_hash", "abc", NOW + HOUR));
    assertEquals(1, exposures().size());
    assertEquals("git:3@" + NOW, exposures().get(0).events().get(0).eventId());
    assertTrue(exposures().get(0).summary().contains("before the report"));
    run.score(indicator("content_hash", "abc", NOW + 2 * HOUR));
    assertEquals(1, exposures().size());
  }

  @Test
  void anAddressThatWasNewToTheCredential() {
    learn();
    run.score(Background.tokenUse(7, NOW).ip("203.0.113.9").asn(65_000).country("XX").build());
    run.alerts.clear();
    run.score(indicator("ip", "203.0.113.9", NOW + HOUR));
    assertEquals(1, exposures().size());
  }

  @Test
  void aBenignVerdictTakesAnIndicatorOffTheList() {
    learn();
    run.score(indicator("account", "owner-3", NOW));
    run.score(Background.publish(3, "9.0.0", NOW + HOUR).build());
    Alert alert = exposures().get(0);
    Event verdict =
        Verdict.event(
                "v",
                "npm",
                NOW + 2 * HOUR,
                Verdict.Kind.BENIGN,
                alert.alertId(),
                List.of(NOW + HOUR),
                Verdict.NOT_SAID)
            .build();
    run.heed(verdict);
    run.score(Background.publish(43, "9.0.0", NOW + 3 * HOUR).build());
    assertEquals(1, exposures().size());
  }
}
