package dev.pubwatch.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventBuilder;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.correlate.Judged;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each policy is broken by its event and not by the event's ordinary twin. */
class PolicyTest {
  private static final long DAY = 86_400_000L;
  private static final long NOW = 1_700_000_000_000L;

  private final PolicyBook book = new PolicyBook();
  private final List<Alert> alerts = new ArrayList<>();

  private static EventBuilder ci(String id, long time, String action) {
    return Event.builder(id, EventKind.CI, "github:acme", time, action)
        .project("github.com/acme/app")
        .owner("acme")
        .actorId("ann");
  }

  private static PolicySettings all(int perDay) {
    Map<String, PolicySettings.Scope> scopes = new HashMap<>();
    Policies.names().forEach(name -> scopes.put(name, PolicySettings.Scope.everywhere(true)));
    return new PolicySettings(perDay, scopes);
  }

  private void tell(PolicySettings settings, EventBuilder event) {
    tell(settings, new Observation(event.build()));
  }

  private void tell(PolicySettings settings, Observation o) {
    new PolicyWatch(settings).observe(book, new Judged(o, 0, "", List.of()), alerts::add);
  }

  private Set<String> told() {
    return alerts.stream().map(a -> a.signals().get(0).name()).collect(Collectors.toSet());
  }

  private void assertTold(String policy, EventBuilder broken, EventBuilder twin) {
    tell(all(50), twin);
    assertEquals(Set.of(), told(), "the twin");
    tell(all(50), broken);
    assertEquals(Set.of(policy), told());
    Alert alert = alerts.get(0);
    assertEquals(Alert.Kind.POLICY, alert.kind());
    assertTrue(alert.severity().compareTo(Alert.Severity.MEDIUM) <= 0, alert.title());
    assertFalse(alert.techniques().isEmpty());
    assertEquals("fix_policy", alert.response().get(0).action());
    assertFalse(alert.response().get(0).reason().isBlank());
  }

  @Test
  void unpinnedActions() {
    assertTold(
        "policy_unpinned_action",
        ci("1", NOW, "workflow:update").actionRefsUnpinned(2),
        ci("2", NOW, "workflow:update").actionRefsUnpinned(0));
  }

  @Test
  void aWorkflowThatMayWriteEverything() {
    assertTold(
        "policy_broad_token_permissions",
        ci("1", NOW, "workflow:create").attributes(Map.of("workflow_permissions", "write-all")),
        ci("2", NOW, "workflow:create").attributes(Map.of("workflow_permissions", "read-all")));
  }

  @Test
  void forkCodeWithSecrets() {
    assertTold(
        "policy_fork_code_with_secrets",
        ci("1", NOW, "run:start").trigger("pull_request_target").secretsPassed(List.of("NPM")),
        ci("2", NOW, "run:start").trigger("pull_request").secretsPassed(List.of("NPM")));
  }

  @Test
  void aSelfHostedRunner() {
    assertTold(
        "policy_self_hosted_runner", ci("1", NOW, "runner:register"), ci("2", NOW, "run:start"));
  }

  @Test
  void branchProtectionRemoved() {
    assertTold(
        "policy_branch_protection_off",
        ci("1", NOW, "branch_protection:change").sourceAction("protected_branch.destroy"),
        ci("2", NOW, "branch_protection:change").sourceAction("protected_branch.create"));
  }

  @Test
  void auditStreamingOff() {
    assertTold(
        "policy_audit_log_off",
        ci("1", NOW, "audit_log:change").sourceAction("audit_log_streaming.destroy"),
        ci("2", NOW, "audit_log:change").sourceAction("audit_log_streaming.create"));
  }

  @Test
  void aTokenBesideATrustedPublisher() {
    tell(all(9), downgraded(false));
    assertEquals(Set.of(), told());
    tell(all(9), downgraded(true));
    assertEquals(Set.of("policy_token_beside_trusted_publisher"), told());
  }

  private static Observation downgraded(boolean turned) {
    Observation o =
        new Observation(
            Event.builder("r" + turned, EventKind.PUBLISH, "npm", NOW, "release:publish")
                .project("pkg:npm/a")
                .build());
    o.add(Switch.CREDENTIAL_DOWNGRADED, new Turn(turned, turned, 9, 0, "api_token"));
    return o;
  }

  @Test
  void byDefaultOnlyWhatIsRareEverywhere() {
    tell(PolicySettings.DEFAULTS, ci("1", NOW, "workflow:update").actionRefsUnpinned(2));
    tell(PolicySettings.DEFAULTS, ci("2", NOW, "run:start").trigger("pull_request_target"));
    tell(PolicySettings.DEFAULTS, downgraded(true));
    assertEquals(List.of(), alerts);
    tell(PolicySettings.DEFAULTS, ci("3", NOW, "runner:register"));
    assertEquals(1, alerts.size());
  }

  @Test
  void aPolicyBrokenEveryDayIsOneAlertThatGrowsOnlyByWhatIsNew() {
    for (int day = 0; day < 400; day++) {
      String file = day < 200 ? "ci.yml" : "release.yml";
      tell(
          all(5),
          ci("e" + day, NOW + day * DAY, "workflow:update").actionRefsUnpinned(3).workflow(file));
    }
    assertEquals(2, alerts.size());
    assertEquals(alerts.get(0).alertId(), alerts.get(1).alertId());
    assertEquals(2, alerts.get(1).revision());
    assertEquals(2, alerts.get(1).events().size());
  }

  @Test
  void beyondADaysAllowanceAllTheRestIsOneAlert() {
    for (int i = 0; i < 1000; i++) {
      tell(all(5), ci("e" + i, NOW, "runner:register").project("github.com/acme/r" + i));
    }
    Set<String> ids = alerts.stream().map(Alert::alertId).collect(Collectors.toSet());
    assertEquals(6, ids.size());
    assertEquals(5 + 10, alerts.size(), "1, 2, 4 ... 512 of 995");
    Alert last = alerts.get(alerts.size() - 1);
    assertTrue(last.summary().contains("512 further times"), last.summary());
    tell(all(5), ci("next", NOW + DAY, "runner:register").project("github.com/acme/other"));
    assertEquals("github.com/acme/other", alerts.get(alerts.size() - 1).project());
  }

  @Test
  void scopesAndExceptions() {
    PolicySettings settings =
        new PolicySettings(
            5,
            Map.of(
                "self-hosted-runner",
                new PolicySettings.Scope(
                    true, List.of("github.com/acme/*"), List.of("big*"), List.of("*/infra"))));
    tell(settings, ci("1", NOW, "runner:register").project("github.com/acme/infra"));
    tell(settings, ci("2", NOW, "runner:register").project("github.com/b/b").owner("b"));
    assertEquals(List.of(), alerts);
    tell(settings, ci("3", NOW, "runner:register"));
    tell(settings, ci("4", NOW, "runner:register").project("github.com/b/c").owner("BigCo"));
    assertEquals(2, alerts.size());
  }

  @Test
  void aConfirmedBreachIsToldWhenItHappensAgain() {
    tell(all(5), ci("1", NOW, "runner:register"));
    String id = alerts.get(0).alertId();
    new PolicyWatch(all(5)).heed(book, verdict(id, Verdict.Kind.BENIGN));
    tell(all(5), ci("2", NOW + DAY, "runner:register"));
    assertEquals(1, alerts.size());
    new PolicyWatch(all(5)).heed(book, verdict(id, Verdict.Kind.CONFIRMED));
    tell(all(5), ci("3", NOW + 2 * DAY, "runner:register"));
    assertEquals(2, alerts.size());
  }

  private static Verdict verdict(String id, Verdict.Kind kind) {
    Event event =
        Verdict.event("v", "s", NOW + DAY, kind, id, List.of(NOW), Verdict.NOT_SAID).build();
    return Objects.requireNonNull(Verdict.of(event));
  }

  @Test
  void theBookSurvivesItsBytes() throws IOException {
    for (int i = 0; i < 30; i++) {
      tell(all(5), ci("e" + i, NOW + i * DAY / 4, "runner:register").project("r" + i % 20));
    }
    byte[] written = bytes(book);
    PolicyBook back = new PolicyBook();
    back.read(new DataInputStream(new ByteArrayInputStream(written)));
    PolicyBook copy = new PolicyBook();
    copy.copyFrom(back);
    assertEquals(
        List.of(java.util.HexFormat.of().formatHex(written)),
        List.of(java.util.HexFormat.of().formatHex(bytes(copy))));
  }

  private static byte[] bytes(PolicyBook book) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    book.write(new DataOutputStream(out));
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"action", "action ~ x", "action =", "nothing = x", "action present x"})
  void aBadConditionIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Condition.all(text));
  }

  @Test
  void unknownPoliciesAreRefused() {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new PolicySettings(5, Map.of("x", PolicySettings.Scope.everywhere(true))));
    assertTrue(String.valueOf(refused.getMessage()).contains("self-hosted-runner"));
  }
}
