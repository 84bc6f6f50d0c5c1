package dev.pubwatch.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> COMMANDS = List.of("up", "demo", "replay", "formats");

  @Test
  void slipsAreUnderstood() {
    assertEquals(Optional.of("replay"), Nearest.to("repaly", COMMANDS));
    assertEquals(Optional.of("replay"), Nearest.to("Rpelay", COMMANDS));
    assertEquals(Optional.of("formats"), Nearest.to("form", COMMANDS));
    assertEquals(Optional.of("formats"), Nearest.to("format", COMMANDS));
    assertEquals(Optional.of("demo"), Nearest.to("dem", COMMANDS));
  }

  @Test
  void whatIsFarFromEverythingIsNot() {
    assertEquals(Optional.empty(), Nearest.to("banana", COMMANDS));
    assertEquals(Optional.empty(), Nearest.to("", COMMANDS));
    assertEquals(Optional.empty(), Nearest.to("x".repeat(100_000), COMMANDS));
  }
}
