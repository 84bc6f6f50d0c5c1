package dev.pubwatch.cli.revoke;

import dev.pubwatch.cli.revoke.AuditLog.Outcome;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.webhook.SignedPost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Asks a registry to revoke credentials, one at a time. What was accepted before is not sent again;
 * what may pass is tried four times, and no sooner than the registry says.
 */
final class Responder {
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final SignedPost post;
  private final AuditLog audit;
  private final Pause pause;

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void waitFor(Duration time) throws InterruptedException;
  }

  /** How many orders ended how. */
  record Tally(int accepted, int before, int failed) {}

  Responder(SignedPost post, AuditLog audit, Pause pause) {
    this.post = post;
    this.audit = audit;
    this.pause = pause;
  }

  /** Sends them in order; one that fails does not hold back the next. */
  Tally send(List<Order> orders) throws IOException, InterruptedException {
    int accepted = 0;
    int before = 0;
    for (Order order : orders) {
      if (audit.isAccepted(order)) {
        before++;
      } else if (send(order)) {
        accepted++;
      }
    }
    return new Tally(accepted, before, orders.size() - accepted - before);
  }

  private boolean send(Order order) throws IOException, InterruptedException {
    Duration wait = FIRST_WAIT;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      audit.add(order, attempt, Outcome.BEGUN, 0, "");
      try {
        int status = post.send(order.key(), bytes(order), Map.of("idempotency-key", order.key()));
        audit.add(order, attempt, Outcome.ACCEPTED, status, "");
        return true;
      } catch (DeliveryException e) {
        String message = String.valueOf(e.getMessage());
        if (e.isPermanent()) {
          audit.add(order, attempt, Outcome.REFUSED, e.status(), message);
          return false;
        }
        audit.add(order, attempt, Outcome.FAILED, e.status(), message);
        if (attempt < ATTEMPTS) {
          pause.waitFor(longer(wait, e));
        }
        wait = wait.multipliedBy(2);
      }
    }
    return false;
  }

  private static Duration longer(Duration wait, DeliveryException e) {
    Duration asked = e.retryAfter();
    Duration time = asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    return time.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : time;
  }

  private static byte[] bytes(Order order) {
    return order.body().getBytes(StandardCharsets.UTF_8);
  }
}
