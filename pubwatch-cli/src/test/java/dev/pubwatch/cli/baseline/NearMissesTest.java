package dev.pubwatch.cli.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissesTest {
  private static final List<String> KEYS =
      List.of(
          "git/acme/site", "pkg:npm/%40ctrl/tinycolor", "pkg:npm/left-pad", "pkg:npm/right-pad");

  @Test
  void theNameAloneIsEnough() {
    assertEquals(List.of("pkg:npm/%40ctrl/tinycolor"), NearMisses.to("TinyColor", KEYS));
    assertEquals(List.of("pkg:npm/%40ctrl/tinycolor"), NearMisses.to("@ctrl/tinycolor", KEYS));
    assertEquals(List.of("git/acme/site"), NearMisses.to("acme/site", KEYS));
  }

  @Test
  void aFewLettersMayBeWrong() {
    assertEquals(List.of("pkg:npm/left-pad"), NearMisses.to("leftpad", KEYS));
    assertEquals(
        List.of("pkg:npm/left-pad"), NearMisses.to("pkg:npm/letf-pad", KEYS).subList(0, 1));
  }

  @Test
  void nothingIsMadeUp() {
    assertEquals(List.of(), NearMisses.to("kubernetes", KEYS));
    assertEquals("", NearMisses.hint("100%", KEYS));
  }
}
