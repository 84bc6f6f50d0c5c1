package dev.pubwatch.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next try: doubling from the first wait to the longest, with full
 * jitter, and never less than the receiver asked for.
 */
record Backoff(Duration first, Duration longest, Duration giveUpAfter) {
  /** From half a second to ten minutes, for three days. */
  static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(500), Duration.ofMinutes(10), Duration.ofDays(3));

  Duration wait(int failures, @Nullable Duration asked, RandomGenerator random) {
    int doublings = Math.min(30, Math.max(0, failures - 1));
    long ceiling = Math.min(longest.toMillis(), first.toMillis() << doublings);
    long jittered = ceiling / 2 + random.nextLong(ceiling / 2 + 1);
    long least = asked == null ? 0 : Math.min(asked.toMillis(), longest.toMillis());
    return Duration.ofMillis(Math.max(least, jittered));
  }
}
