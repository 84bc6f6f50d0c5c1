package dev.pubwatch.notify.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2025-09-02T10:00:00Z");

  @Test
  void secondsOrADate() {
    assertEquals(Duration.ofSeconds(7), RetryAfter.read(" 7 ", NOW));
    assertEquals(Duration.ofMinutes(5), RetryAfter.read("Tue, 02 Sep 2025 10:05:00 GMT", NOW));
  }

  @Test
  void aDateThatIsOverIsNow() {
    assertEquals(Duration.ZERO, RetryAfter.read("Tue, 02 Sep 2025 09:00:00 GMT", NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
  void aDayAtMost(String header) {
    assertEquals(Duration.ofDays(1), RetryAfter.read(header, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "\u0661"})
  void nothingElse(String header) {
    assertNull(RetryAfter.read(header, NOW));
  }
}
