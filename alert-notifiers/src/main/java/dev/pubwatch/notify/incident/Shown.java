package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Severity;
import dev.pubwatch.notify.route.Severities;
import java.util.Comparator;

/**
 * An alert of those that are told of an incident.
 *
 * @param silenced nobody is told of it while the silence lasts: it counts for nothing until then
 */
record Shown(String alertId, Severity severity, double scoreBits, boolean silenced) {
  static final Comparator<Shown> STRONGEST_FIRST =
      Comparator.comparingInt((Shown shown) -> -Severities.rank(shown.severity()))
          .thenComparingDouble(shown -> -shown.scoreBits())
          .thenComparing(Shown::alertId);
}
