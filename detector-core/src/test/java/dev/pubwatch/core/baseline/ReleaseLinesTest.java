package dev.pubwatch.core.baseline;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseLinesTest {
  private static ReleaseLines after(String... versions) {
    ReleaseLines lines = new ReleaseLines();
    for (String version : versions) {
      lines.learn(requireNonNull(Versions.parse(version)));
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource({
    "2.1.4, patch",
    "2.2.0, minor",
    "3.0.0, major",
    "2.1.9, skip",
    "2.4.0, skip",
    "2.2.3, skip",
    "4.1.3, skip",
    "3.0.0-rc.1, pre",
    "1.0.3, old-line",
    "2.0.1, old-line",
    "1.0.9, old-line-skip",
    "1.7.0, old-line-skip",
    "2.1.3, old-line-skip"
  })
  void namesTheStepFromWhatWasReleased(String next, String step) {
    ReleaseLines lines = after("1.0.2", "2.0.0", "2.1.3");
    assertEquals(step, lines.step(requireNonNull(Versions.parse(next))));
  }

  @Test
  void theFirstReleaseHasNoStep() {
    assertEquals("first", new ReleaseLines().step(requireNonNull(Versions.parse("1.0.0"))));
  }

  @Test
  void keepsTheNewestOfManyLines() {
    ReleaseLines lines = new ReleaseLines();
    for (int minor = 0; minor < 100; minor++) {
      lines.learn(new Versions(1, minor, 0, false));
    }
    assertEquals("minor", lines.step(new Versions(1, 100, 0, false)));
    assertEquals("old-line", lines.step(new Versions(1, 95, 1, false)));
    assertEquals("old-line-skip", lines.step(new Versions(1, 3, 1, false)));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3, 1, 2, 3, false",
    "v2, 2, 0, 0, false",
    "1.2, 1, 2, 0, false",
    "1.2.3-beta.1, 1, 2, 3, true",
    "1.2.3+build, 1, 2, 3, false",
    "1.4.44-liberty-2, 1, 4, 44, true",
    "99999999999999999999.0.0, 1000000000, 0, 0, true"
  })
  void readsVersionsLeniently(String text, int major, int minor, int patch, boolean pre) {
    assertEquals(new Versions(major, minor, patch, pre), Versions.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"latest", "''", "-1", ".1", "версия"})
  void saysNothingOfWhatIsNoVersion(String text) {
    assertNull(Versions.parse(text));
  }

  @Test
  void majorZeroHasALineForEachMinor() {
    assertEquals(3, new Versions(3, 9, 1, false).line());
    assertEquals(-8, new Versions(0, 7, 1, false).line());
  }
}
