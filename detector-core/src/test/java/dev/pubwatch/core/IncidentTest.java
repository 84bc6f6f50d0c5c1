package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each oddity on a learned background: it alerts by name, and its ordinary twin stays silent. */
class IncidentTest {
  private static final DetectorConfig CONFIG = new DetectorConfig(9, 6, Long.MIN_VALUE);
  private static final List<Event> PAST = Background.of(99, 150, 400);
  private static final long NOW = PAST.get(PAST.size() - 1).timeMillis() + Background.DAY;

  private static DetectorRun learned() {
    DetectorRun run = new DetectorRun(CONFIG);
    for (Event event : PAST) {
      run.score(event);
    }
    run.alerts.clear();
    return run;
  }

  /** The next ordinary release of a project, changed. */
  private static Event next(UnaryOperator<EventBuilder> change) {
    return change.apply(Background.publish(7, nextPatch(), NOW)).build();
  }

  private static String nextPatch() {
    String last = "1.0.0";
    for (Event event : PAST) {
      boolean release = event.kind() == EventKind.PUBLISH;
      if (release && Background.project(7).equals(event.project()) && event.version() != null) {
        last = event.version();
      }
    }
    int dot = last.lastIndexOf('.');
    return last.substring(0, dot + 1) + (Integer.parseInt(last.substring(dot + 1)) + 1);
  }

  private static void assertAlerts(DetectorRun run, String signal) {
    assertTrue(!run.alerts.isEmpty(), "no alert, expected one with " + signal);
    List<String> names = run.alerts.get(0).signals().stream().map(Alert.Signal::name).toList();
    assertTrue(names.contains(signal), "expected " + signal + " among " + names);
  }

  @Test
  void anOrdinaryReleaseIsSilent() {
    DetectorRun run = learned();
    run.score(next(b -> b));
    assertEquals(List.of(), run.alerts);
  }

  @Test
  void anotherPublisherWithAnInstallScript() {
    DetectorRun run = learned();
    run.score(next(b -> b.actorId("stranger").installScript(true)));
    assertAlerts(run, "install_script_added");
    assertEquals(Alert.Kind.ANOMALY, run.alerts.get(0).kind());
    assertTrue(run.alerts.get(0).signals().get(0).history() > 0);
  }

  @Test
  void aStolenTokenUsedFromElsewhere() {
    DetectorRun run = learned();
    run.score(
        Background.tokenUse(7, NOW)
            .ip("203.0.113.9")
            .asn(65_000)
            .country("XX")
            .client("python-requests")
            .build());
    assertAlerts(run, "where_of_credential");
  }

  @Test
  void theSameTokenFromItsOwnNetworkIsSilent() {
    DetectorRun run = learned();
    run.score(Background.tokenUse(7, NOW).build());
    assertEquals(List.of(), run.alerts);
  }

  @Test
  void aWorkflowThatBeginsToSendSecretsToANewHost() {
    DetectorRun run = learned();
    run.score(
        Background.workflowEdit(7, NOW)
            .sendsSecrets(true)
            .egressHosts(List.of("collect.example.net"))
            .attributes(Map.of("secret_refs", "5"))
            .build());
    assertAlerts(run, "new_egress_host");
    assertAlerts(run, "begins_to_send_secrets");
  }

  @Test
  void aTrustedPublisherThatFallsBackToAToken() {
    DetectorRun run = learned();
    for (int i = 0; i < 12; i++) {
      run.score(trusted("2." + i + ".0", NOW + i * 8L * Background.DAY).build());
    }
    run.alerts.clear();
    long later = NOW + 100 * Background.DAY;
    run.score(Background.publish(7, "2.12.0", later).attested(false).build());
    assertAlerts(run, "provenance_dropped");
    assertAlerts(run, "credential_downgraded");
  }

  @Test
  void anOldLineThatNeverHadProvenanceLosesNone() {
    DetectorRun run = learned();
    for (int i = 0; i < 12; i++) {
      run.score(trusted("2." + i + ".0", NOW + i * 8L * Background.DAY).build());
    }
    run.alerts.clear();
    long later = NOW + 100 * Background.DAY;
    run.score(trusted("1.99.1", later).attested(false).build());
    for (Alert alert : run.alerts) {
      assertTrue(
          alert.signals().stream().noneMatch(s -> s.name().equals("provenance_dropped")),
          alert.summary());
    }
  }

  private static EventBuilder trusted(String version, long time) {
    return Background.publish(7, version, time)
        .credentialKind("trusted_publisher")
        .trustedPublisher("github")
        .attested(true);
  }

  @Test
  void threeReleaseLinesAtOnceAfterAYearOfSilence() {
    DetectorRun run = learned();
    long later = NOW + 500 * Background.DAY;
    run.score(Background.publish(7, "1.99.9", later).build());
    run.score(Background.publish(7, "2.1.3", later + 20_000).build());
    run.score(Background.publish(7, "3.1.3", later + 40_000).build());
    assertAlerts(run, "dormancy");
    assertEquals(1, run.alerts.stream().map(Alert::alertId).distinct().count());
    Alert last = run.alerts.get(run.alerts.size() - 1);
    assertEquals(run.alerts.size(), last.revision());
    assertEquals(run.alerts.size(), last.events().size());
  }

  @Test
  void anyUseOfAnExposedCredentialAlertsAtOnce() {
    DetectorRun run = learned();
    run.score(
        Event.builder("exposure:1", EventKind.TOKEN, "scanner", NOW, "token:exposed")
            .credentialId("hmac:7")
            .build());
    run.score(Background.tokenUse(7, NOW + 1000).build());
    assertAlerts(run, "used_after_exposure");
    assertEquals(Alert.Kind.EXPOSURE, run.alerts.get(0).kind());
    assertEquals(Alert.Severity.CRITICAL, run.alerts.get(0).severity());
  }

  @Test
  void removingAnExposedCredentialIsNoUse() {
    DetectorRun run = learned();
    run.score(
        Event.builder("exposure:1", EventKind.TOKEN, "scanner", NOW, "token:exposed")
            .credentialId("hmac:7")
            .build());
    run.score(
        Event.builder("gone", EventKind.TOKEN, "npm", NOW + 1000, "token:delete")
            .credentialId("hmac:7")
            .build());
    assertTrue(run.alerts.stream().noneMatch(a -> a.kind() == Alert.Kind.EXPOSURE));
  }
}
