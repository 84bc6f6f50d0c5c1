package dev.pubwatch.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.core.Alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void tellsEverythingThatHappenedToAnEvent() {
    Summary summary =
        new Summary(
            165_928,
            Map.of("not JSON", 2L, "time \u001b[1mmissing", 3L),
            4,
            5,
            0,
            165_924,
            Map.of(Severity.HIGH, 2L, Severity.CRITICAL, 1L, Severity.LOW, 0L),
            Instant.parse("2010-01-01T00:00:00Z"),
            Instant.parse("2022-12-31T10:00:00Z"),
            Duration.ofSeconds(8));

    assertEquals(
        List.of(
            "  read        165,928 events",
            "  rejected    5",
            "              3 time ?[1mmissing",
            "              2 not JSON",
            "  duplicates  4",
            "  late        5",
            "  scored      165,924",
            "  alerts      3: 1 critical, 2 high",
            "  event time  2010-01-01T00:00:00Z to 2022-12-31T10:00:00Z",
            "  took        8.0 s, 20,741 events/s"),
        summary.lines());
  }

  @Test
  void anEmptyReplayIsToldAsWell() {
    Summary summary =
        new Summary(0, Map.of(), 0, 0, 0, 0, Map.of(), null, null, Duration.ofMillis(1));
    assertEquals("  read        0 events", summary.lines().get(0));
    assertEquals("  took        0.0 s", summary.lines().get(5 + 1));
  }
}
