package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.config.PubwatchConfig.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConnectSettingsTest {
  private static final String KEY = "a-key-of-thirty-two-bytes-or-so!";

  private final ConnectSettings settings =
      ConnectSettings.of(
          "127.0.0.1:1", "http://127.0.0.1:2", 3, KEY.getBytes(StandardCharsets.UTF_8));

  @Test
  void theKeyIsNowhereInWhatConnectKeeps() {
    Map<String, String> connector = settings.connector(source("/var/log/a"));
    assertFalse(connector.toString().contains(KEY));
    assertFalse(settings.worker().toString().contains(KEY));
    assertEquals("${held:credential-hash-key}", connector.get("credential.hash.key"));
    try (HeldSecrets held = new HeldSecrets()) {
      assertEquals(
          Map.of("credential-hash-key", KEY), held.get("", Set.of("credential-hash-key")).data());
    }
  }

  @Test
  void eachPollIsOneTransaction() {
    Map<String, String> connector = settings.connector(source("/var/log/a"));
    assertEquals("required", connector.get("exactly.once.support"));
    assertEquals("poll", connector.get("transaction.boundary"));
  }

  @Test
  void aCommaInAPathIsRefused() {
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> settings.connector(source("/a,b")));
    assertEquals(
        "source s: paths must hold no comma, was /a,b; name it with a glob such as ?",
        failure.getMessage());
  }

  private static Source source(String path) {
    return new Source("s", "pubwatch", List.of(path));
  }
}
