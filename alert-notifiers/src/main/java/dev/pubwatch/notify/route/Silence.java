package dev.pubwatch.notify.route;

import dev.pubwatch.events.Alert;
import java.time.Instant;

/**
 * Alerts that nobody is told of for a while. They are kept in their incidents, and told when the
 * silence ends if they are still open.
 *
 * @param until its end
 */
record Silence(String name, Condition condition, Instant until) {
  boolean covers(Alert alert, Instant now) {
    return now.isBefore(until) && condition.holds(alert);
  }
}
