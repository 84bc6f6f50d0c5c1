package dev.pubwatch.notify.safe;

import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.terminal.Clean;
import dev.pubwatch.notify.webhook.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers that refuse, as what the worker is to do about them. */
public final class Refusals {
  /** Redirects, and what says that this very request will never do. 401 to 405 may be set right. */
  private static final Set<Integer> PERMANENT =
      Set.of(300, 301, 302, 303, 307, 308, 400, 410, 413, 414, 415, 422, 431);

  private static final int LONGEST_REASON = 120;

  private Refusals() {}

  /**
   * The failure that an answer is, by its status.
   *
   * @param reason the receiver's own word for it, shown bounded; empty for none
   */
  public static DeliveryException of(String host, Answer answer, String reason) {
    boolean permanent = PERMANENT.contains(answer.status());
    return permanent ? permanent(host, answer, reason) : passing(host, answer, reason);
  }

  /** Trying again cannot help. */
  public static DeliveryException permanent(String host, Answer answer, String reason) {
    return DeliveryException.permanent(message(host, answer, reason)).answered(answer.status());
  }

  /** Trying again may, not before the time that the answer gives. */
  public static DeliveryException passing(String host, Answer answer, String reason) {
    return passing(host, answer, reason, retryAfter(answer));
  }

  /** The same, where the time is elsewhere than in {@code Retry-After}. */
  public static DeliveryException passing(
      String host, Answer answer, String reason, @Nullable Duration retryAfter) {
    return DeliveryException.passing(message(host, answer, reason), retryAfter)
        .answered(answer.status());
  }

  private static @Nullable Duration retryAfter(Answer answer) {
    return RetryAfter.read(answer.header("retry-after"), Instant.now());
  }

  private static String message(String host, Answer answer, String reason) {
    String said = reason.isBlank() ? "" : ": " + Clean.line(reason, LONGEST_REASON);
    return host + " answered " + answer.status() + said;
  }
}
