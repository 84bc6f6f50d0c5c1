package dev.pubwatch.connect.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When to try again after failures: exponential, with full jitter, a minute at most. */
final class Backoff {
  private static final long FIRST_MILLIS = 500;
  private static final long LONGEST_MILLIS = 60_000;
  private static final int MOST_DOUBLINGS = 10;

  private final RandomGenerator random;
  private Instant notBefore = Instant.MIN;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  void succeeded() {
    failures = 0;
  }

  /** A try failed: tells when the next may be made. */
  Instant failed(Instant now) {
    long bound = Math.min(FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS), LONGEST_MILLIS);
    failures++;
    notBefore = now.plus(Duration.ofMillis(random.nextLong(bound) + 1));
    return notBefore;
  }

  Instant notBefore() {
    return notBefore;
  }
}
