package dev.pubwatch.notify.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** In January Berlin is an hour ahead of UTC. */
  @ParameterizedTest
  @CsvSource({
    "22:00, 07:00, 2025-01-15T20:59:59Z, 2025-01-15T20:59:59Z",
    "22:00, 07:00, 2025-01-15T21:00:00Z, 2025-01-16T06:00:00Z",
    "22:00, 07:00, 2025-01-16T05:59:59Z, 2025-01-16T06:00:00Z",
    "22:00, 07:00, 2025-01-16T06:00:00Z, 2025-01-16T06:00:00Z",
    "12:00, 14:00, 2025-01-15T12:00:00Z, 2025-01-15T13:00:00Z",
    "12:00, 14:00, 2025-01-15T10:59:00Z, 2025-01-15T10:59:00Z",
    "12:00, 14:00, 2025-01-15T13:00:00Z, 2025-01-15T13:00:00Z",
    // the night in which the clock goes on from 2 to 3, and the one in which it goes back
    "22:00, 07:00, 2025-03-29T22:00:00Z, 2025-03-30T05:00:00Z",
    "22:00, 07:00, 2025-10-25T21:00:00Z, 2025-10-26T06:00:00Z",
  })
  void overWhenTheClockOnTheWallSaysSo(LocalTime from, LocalTime to, Instant at, Instant over) {
    assertEquals(over, new QuietHours(from, to, BERLIN).over(at));
  }

  @Test
  void aDayCannotBeAllQuiet() {
    LocalTime noon = LocalTime.NOON;
    assertThrows(IllegalArgumentException.class, () -> new QuietHours(noon, noon, BERLIN));
  }
}
