package dev.pubwatch.connect.http;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When the next request may be made: within a cap of requests an hour (a token bucket that holds a
 * minute's worth), not before the server said, and after a failure with exponential backoff and
 * full jitter.
 */
final class Pace {
  private static final double HOUR_MILLIS = 3_600_000;
  private static final int MOST_DOUBLINGS = 20;

  private final double perMilli;
  private final double capacity;
  private final long backoffMillis;
  private final long maxBackoffMillis;
  private final RandomGenerator random;
  private double tokens;
  private Instant filledAt;
  private Instant notBefore = Instant.MIN;
  private int failures;

  /**
   * @param perHour requests an hour, at least 1
   */
  Pace(double perHour, Duration backoff, Duration maxBackoff, RandomGenerator random, Instant now) {
    this.perMilli = perHour / HOUR_MILLIS;
    this.capacity = Math.max(perHour / 60, 1);
    this.backoffMillis = backoff.toMillis();
    this.maxBackoffMillis = maxBackoff.toMillis();
    this.random = random;
    this.tokens = capacity;
    this.filledAt = now;
  }

  /** When the next request may be made; a time that has passed means now. */
  Instant next(Instant now) {
    fill(now);
    Instant filled = tokens >= 1 ? now : now.plusMillis((long) Math.ceil((1 - tokens) / perMilli));
    return filled.isAfter(notBefore) ? filled : notBefore;
  }

  /** A request is made. */
  void spend(Instant now) {
    fill(now);
    tokens -= 1;
  }

  void succeeded() {
    failures = 0;
  }

  /** The server asks to wait. */
  void waitFor(Duration wait, Instant now) {
    Instant until = now.plus(wait);
    notBefore = until.isAfter(notBefore) ? until : notBefore;
  }

  /** A request failed. */
  void failed(Instant now) {
    long bound = backoffMillis << Math.min(failures, MOST_DOUBLINGS);
    failures++;
    long limit = Math.min(Math.max(bound, 1), maxBackoffMillis);
    waitFor(Duration.ofMillis(random.nextLong(limit) + 1), now);
  }

  int failures() {
    return failures;
  }

  private void fill(Instant now) {
    long millis = Math.max(Duration.between(filledAt, now).toMillis(), 0);
    tokens = Math.min(capacity, tokens + millis * perMilli);
    filledAt = now;
  }
}
