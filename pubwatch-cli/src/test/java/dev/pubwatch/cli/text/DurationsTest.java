package dev.pubwatch.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "10s,PT10S", "5m,PT5M", "2 h,PT2H", "1d,PT24H", "PT1M30S,PT1M30S"})
  void bothFormsAreRead(String written, Duration meant) {
    assertEquals(Optional.of(meant), Durations.parse(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "PT-1S", "1y", "99999999999s"})
  void anythingElseIsNot(String written) {
    assertEquals(Optional.empty(), Durations.parse(written));
  }

  @Test
  void toldAsAPersonWouldSay() {
    assertEquals("0.4 s", Durations.humane(Duration.ofMillis(420)));
    assertEquals("12 s", Durations.humane(Duration.ofSeconds(12)));
    assertEquals("3 min 05 s", Durations.humane(Duration.ofSeconds(185)));
    assertEquals("2 h 00 min", Durations.humane(Duration.ofHours(2)));
  }
}
