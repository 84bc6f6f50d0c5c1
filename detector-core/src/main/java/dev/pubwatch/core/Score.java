package dev.pubwatch.core;

import org.jspecify.annotations.Nullable;

/**
 * How odd one event is.
 *
 * @param kind which stream the event belongs to
 * @param action what was done, {@code subject:verb}
 * @param scoreBits -log2 of the calibrated p-value, 0 or more
 */
public record Score(
    String eventId,
    @Nullable String project,
    @Nullable String version,
    long timeMillis,
    EventKind kind,
    String action,
    double scoreBits) {

  /** The score of an event. */
  public static Score of(Event e, double scoreBits) {
    return new Score(
        e.eventId(), e.project(), e.version(), e.timeMillis(), e.kind(), e.action(), scoreBits);
  }
}
