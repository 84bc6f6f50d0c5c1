package dev.pubwatch.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.policy.PolicySettings;
import dev.pubwatch.core.policy.PolicySettings.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyArgumentsTest {
  @Test
  void nothingIsTheDefaults() {
    assertEquals(PolicySettings.DEFAULTS, PolicyArguments.read(Map.of()));
  }

  @Test
  void switchesAndScopes() {
    PolicySettings settings =
        PolicyArguments.read(
            Map.of(
                "perDay", "2",
                "audit-log-off", "off",
                "unpinned-action.owners", "acme, other",
                "unpinned-action.except", "*/sandbox"));
    assertEquals(2, settings.perDay());
    assertEquals(Scope.everywhere(false), settings.scopes().get("audit-log-off"));
    assertEquals(
        new Scope(true, List.of(), List.of("acme", "other"), List.of("*/sandbox")),
        settings.scopes().get("unpinned-action"));
  }

  @ParameterizedTest
  @CsvSource({
    "unpined-action, on, unknown option policies.unpined-action",
    "unpinned-action, maybe, policies.unpinned-action must be on or off",
    "perDay, x, policies.perDay must be a number",
  })
  void aFaultIsNamed(String name, String value, String fault) {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> PolicyArguments.read(Map.of(name, value)));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(fault), refused.getMessage());
  }
}
