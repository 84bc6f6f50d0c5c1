package dev.pubwatch.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next try: doubling from the first wait to the longest, of which half
 * is jitter, and never less than the receiver asked for.
 *
 * @param giveUpAfter no try is made later than that after the first one
 */
record Backoff(Duration first, Duration longest, Duration giveUpAfter) {
  /** Of one notice: from half a second to ten minutes, for three days. */
  static final Backoff OF_NOTICE =
      new Backoff(Duration.ofMillis(500), Duration.ofMinutes(10), Duration.ofDays(3));

  /** Of a whole channel, so that a receiver that is down is asked twice a minute at most. */
  static final Backoff OF_CHANNEL =
      new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofDays(3));

  Duration wait(int failures, @Nullable Duration asked, RandomGenerator random) {
    int doublings = Math.min(30, Math.max(0, failures - 1));
    long ceiling = Math.min(longest.toMillis(), first.toMillis() << doublings);
    long jittered = ceiling / 2 + random.nextLong(ceiling / 2 + 1);
    long least = asked == null ? 0 : Math.min(asked.toMillis(), giveUpAfter.toMillis());
    return Duration.ofMillis(Math.max(least, jittered));
  }
}
