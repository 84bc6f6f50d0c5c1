package dev.pubwatch.cli.backtest.measure;

import org.jspecify.annotations.Nullable;

/**
 * One event and how odd the detector found it.
 *
 * @param type {@code publish}, {@code token} or {@code ci}
 * @param action {@code subject:verb}
 */
public record ScoredEvent(
    String eventId,
    @Nullable String project,
    @Nullable String version,
    long timeMillis,
    String type,
    String action,
    double scoreBits) {

  /** Kinds of events that the detector compares with each other only. */
  String kind() {
    return action.startsWith("workflow:") ? "workflow" : type;
  }
}
