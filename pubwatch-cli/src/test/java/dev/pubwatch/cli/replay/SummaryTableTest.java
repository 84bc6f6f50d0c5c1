package dev.pubwatch.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.job.replay.ReplaySummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
  @Test
  void tellsWhatHappenedToEveryEvent() {
    ReplaySummary summary =
        new ReplaySummary(
            2,
            165_928,
            7,
            5,
            new TreeMap<>(Map.of("not JSON", 2L, "time \u001b[1mmissing", 3L)),
            4,
            6,
            165_924,
            2,
            1,
            new TreeMap<>(Map.of("critical", 1L, "high", 2L)),
            Map.of("anomaly", 3L),
            Instant.parse("2010-01-01T00:00:00Z"),
            Instant.parse("2022-12-31T10:00:00Z"),
            Duration.ofSeconds(8));

    assertEquals(
        List.of(
            "  read        165,928 events from 2 files",
            "  left out    7 by --since or --until",
            "  rejected    5",
            "              3 × time ?[1mmissing",
            "              2 × not JSON",
            "  duplicates  4",
            "  late        6",
            "  scored      165,924",
            "  verdicts    2, on 1 baseline",
            "  alerts      3: 1 critical, 2 high",
            "  event time  2010-01-01T00:00:00Z to 2022-12-31T10:00:00Z",
            "  addresses   looked up in Test ASN of 2026-06-17 (0011aabbccdd)",
            "  took        8.0 s, 20,741 events/s"),
        SummaryTable.lines(summary, "Test ASN of 2026-06-17 (0011aabbccdd)"));
  }

  @Test
  void anEmptyReplayIsToldAsWell() {
    ReplaySummary summary =
        new ReplaySummary(
            1,
            0,
            0,
            0,
            new TreeMap<>(),
            0,
            0,
            0,
            0,
            0,
            Map.of(),
            Map.of(),
            null,
            null,
            Duration.ofMillis(1));
    assertEquals("  read        0 events from 1 file", SummaryTable.lines(summary, "none").get(0));
  }
}
