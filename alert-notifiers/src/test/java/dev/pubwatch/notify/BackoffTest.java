package dev.pubwatch.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofDays(3));
  private final Random random = new Random(5);

  @Test
  void doublesWithJitterUpToTheLongest() {
    for (int failures = 1; failures < 60; failures++) {
      long ceiling = Math.min(10_000, failures > 20 ? 10_000 : 100L << (failures - 1));
      long wait = backoff.wait(failures, null, random).toMillis();
      assertTrue(wait >= ceiling / 2 && wait <= ceiling, failures + " failures: " + wait + " ms");
    }
  }

  @Test
  void neverComesBackBeforeItWasAskedTo() {
    Duration asked = Duration.ofSeconds(3);
    assertTrue(backoff.wait(1, asked, random).compareTo(asked) >= 0);
  }

  @Test
  void anAbsurdRequestIsCutToTheTimeLeft() {
    assertEquals(Duration.ofDays(3), backoff.wait(1, Duration.ofDays(900), random));
  }
}
