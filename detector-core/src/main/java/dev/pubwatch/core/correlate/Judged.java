package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Observation;
import java.util.List;

/**
 * An event, what the stages saw in it and what the judge made of it.
 *
 * @param scoreBits −log2 of its calibrated p-value, 0 and up
 * @param alertId of the alert that it raised or joined; empty for none
 * @param fired names of the signals that fired, strongest first; empty for an event without alert
 */
public record Judged(
    Observation observation, double scoreBits, String alertId, List<String> fired) {
  public Judged {
    fired = List.copyOf(fired);
  }

  /** Whether it raised or joined an alert by itself. */
  public boolean isOdd() {
    return !alertId.isEmpty();
  }
}
