package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Severity;
import dev.pubwatch.notify.route.Severities;
import java.util.Comparator;

/** An alert of those that are told of an incident. */
record Shown(String alertId, Severity severity, double scoreBits) {
  static final Comparator<Shown> STRONGEST_FIRST =
      Comparator.comparingInt((Shown shown) -> -Severities.rank(shown.severity()))
          .thenComparingDouble(shown -> -shown.scoreBits())
          .thenComparing(Shown::alertId);
}
