package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an alert says could be reached, and what to do. */
class ResponseTest {
  private static final DetectorConfig CONFIG = new DetectorConfig(9, 6, Long.MIN_VALUE);
  private static final List<Event> PAST = Background.of(99, 150, 400);
  private static final long NOW = PAST.get(PAST.size() - 1).timeMillis() + Background.DAY;

  private final DetectorRun run = new DetectorRun(CONFIG);

  @BeforeEach
  void learn() {
    PAST.forEach(run::score);
    run.alerts.clear();
  }

  private Alert alert(EventBuilder event) {
    run.score(event.build());
    assertFalse(run.alerts.isEmpty(), "no alert");
    return run.alerts.get(run.alerts.size() - 1);
  }

  private static EventBuilder stolen(int project, String version, long time) {
    return Background.publish(project, version, time)
        .installScript(true)
        .ip("203.0.113.9")
        .asn(65_000)
        .country("XX");
  }

  private static List<String> actions(Alert alert) {
    return alert.response().stream().map(Alert.Action::action).toList();
  }

  private static String target(Alert alert, String action) {
    return alert.response().stream()
        .filter(a -> a.action().equals(action))
        .map(Alert.Action::target)
        .findFirst()
        .orElse("");
  }

  @Test
  void aStolenTokenReachesWhatItReleasedWithinAYear() {
    Alert alert = alert(stolen(7, "1.99.1", NOW));
    assertEquals(Background.project(7), alert.reachableProjects().get(0));
    assertTrue(alert.reachableProjects().contains(Background.project(47)));
    assertTrue(alert.reachableProjects().contains(Background.project(87)));
    assertFalse(alert.reachableProjects().contains(Background.project(8)));
    assertEquals(List.of("hmac:7"), alert.reachableCredentials());
    assertEquals(List.of(Background.project(7), "hmac:7"), alert.usedSince());
  }

  @Test
  void whatItTouchesNextIsUsedSince() {
    alert(stolen(7, "1.99.1", NOW));
    run.score(Background.publish(87, "1.99.1", NOW + 60_000).build());
    Alert alert = alert(stolen(47, "1.99.1", NOW + 120_000));
    assertTrue(
        alert
            .usedSince()
            .containsAll(
                List.of(
                    Background.project(7),
                    Background.project(47),
                    Background.project(87),
                    "hmac:7")),
        alert.usedSince().toString());
  }

  @Test
  void everyVersionOfTheAlertIsYankedAndTheTokenGoesFirst() {
    alert(stolen(7, "1.99.1", NOW));
    Alert alert = alert(stolen(7, "1.99.2", NOW + 60_000).credentialId("hmac:new"));
    assertEquals("revoke_credential", alert.response().get(0).action());
    List<String> revoked =
        alert.response().stream()
            .filter(a -> a.action().equals("revoke_credential"))
            .map(Alert.Action::target)
            .toList();
    assertEquals(List.of("hmac:new", "hmac:7"), revoked);
    List<String> yanked =
        alert.response().stream()
            .filter(a -> a.action().equals("yank_version"))
            .map(Alert.Action::target)
            .toList();
    assertEquals(
        List.of(Background.project(7) + "@1.99.1", Background.project(7) + "@1.99.2"), yanked);
    assertTrue(actions(alert).indexOf("yank_version") < actions(alert).indexOf("ask_owner"));
  }

  @Test
  void aStrangersReleaseIsAskedOfWhoReleasedUntilNow() {
    Alert alert = alert(stolen(7, "1.99.1", NOW).actorId("stranger").credentialId("hmac:s"));
    assertEquals("owner-7", target(alert, "ask_owner"));
    assertEquals("hmac:s", target(alert, "revoke_credential"));
  }

  @Test
  void aWorkflowIsRevertedAndTheSecretsItCouldReadAreNamed() {
    UnaryOperator<EventBuilder> tampered =
        b ->
            b.sendsSecrets(true)
                .egressHosts(List.of("collect.example.net"))
                .headSha("abc123")
                .secretsPassed(List.of("NPM_TOKEN", "PYPI_TOKEN"));
    Alert alert = alert(tampered.apply(Background.workflowEdit(7, NOW)));
    assertEquals(
        "git/owner-7/project-7: .github/workflows/ci.yml as of abc123",
        target(alert, "revert_workflow"));
    assertEquals("git/owner-7/project-7: NPM_TOKEN PYPI_TOKEN", target(alert, "rotate_secrets"));
    assertTrue(alert.reachableCredentials().contains("secret:NPM_TOKEN"));
    assertTrue(
        actions(alert).indexOf("revert_workflow") < actions(alert).indexOf("rotate_secrets"));
  }

  @Test
  void aTrustedPublisherHasNoTokenToRevoke() {
    EventBuilder release =
        stolen(7, "1.99.1", NOW)
            .actorId("stranger")
            .credentialKind("trusted_publisher")
            .credentialId("run-1")
            .trustedPublisher("github");
    Alert alert = alert(release);
    assertFalse(actions(alert).contains("revoke_credential"), actions(alert).toString());
    assertEquals(Background.project(7), target(alert, "pause_trusted_publisher"));
  }

  @Test
  void aLeakedCredentialIsRevokedFirstAndSaysWhy() {
    run.score(
        Event.builder("exposure:1", EventKind.TOKEN, "scanner", NOW, "token:exposed")
            .credentialId("hmac:7")
            .build());
    Alert alert = alert(Background.publish(7, "1.99.1", NOW + 1000));
    assertEquals(Alert.Kind.EXPOSURE, alert.kind());
    assertEquals("revoke_credential", alert.response().get(0).action());
    assertTrue(alert.response().get(0).reason().startsWith("it had leaked"));
    assertTrue(alert.reachableProjects().size() > 1);
  }

  @Test
  void reachIsBounded() {
    for (int i = 0; i < 500; i++) {
      run.score(Background.tokenUse(7, NOW + i).project("pkg:npm/wide-" + i).build());
    }
    run.alerts.clear();
    Alert alert = alert(stolen(7, "1.99.1", NOW + Background.DAY));
    assertTrue(alert.reachableProjects().size() <= 32);
    assertEquals("pkg:npm/wide-499", alert.reachableProjects().get(1), "latest first");
    int bytes = run.stateBytes("credential-baseline", "hmac:7").length;
    assertTrue(bytes <= 8192, bytes + " bytes");
  }
}
