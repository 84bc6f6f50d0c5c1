package dev.pubwatch.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleMainTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "PUBWATCH_BOOTSTRAP_SERVERS", "127.0.0.1:1",
              "PUBWATCH_SCHEMA_REGISTRY_URL", "http://127.0.0.1:1",
              "PUBWATCH_CONSOLE_PORT", "0"));

  @Test
  void startsBeforeKafkaIsThere() throws Exception {
    try (Console console = ConsoleMain.start(environment)) {
      assertTrue(console.port() > 0);
    }
  }

  @Test
  void namesWhatIsMissing() {
    environment.put("PUBWATCH_BOOTSTRAP_SERVERS", " ");
    assertFault("PUBWATCH_BOOTSTRAP_SERVERS must be set");
  }

  @Test
  void refusesWhatIsNoPort() {
    environment.put("PUBWATCH_CONSOLE_PORT", "70000");
    assertFault("PUBWATCH_CONSOLE_PORT must be 0 to 65535, was 70000");
  }

  private void assertFault(String message) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> ConsoleMain.start(environment));
    assertEquals(message, e.getMessage());
  }
}
