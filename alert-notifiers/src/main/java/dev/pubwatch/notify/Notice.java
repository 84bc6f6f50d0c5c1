package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What a channel is asked to tell about one incident.
 *
 * @param incidentId stable over the incident's life: what a receiver tells repeats and updates by
 * @param revision rises by one with each notice of the incident, from 1
 * @param phase what happened to the incident
 * @param route name of the route that chose the channel
 * @param severity highest of its alerts
 * @param openedAt event time of its first alert
 * @param updatedAt event time of its newest alert
 * @param alertCount how many alerts it holds
 * @param alerts the alerts worth telling, strongest first, at least one and at most {@link
 *     #MOST_ALERTS}; of a digest, one of each incident
 * @param note why, in a few words, where the phase alone does not say: "merged into pwi-…"; empty
 *     for nothing
 */
public record Notice(
    String incidentId,
    int revision,
    Phase phase,
    String route,
    Severity severity,
    Instant openedAt,
    Instant updatedAt,
    int alertCount,
    List<Alert> alerts,
    String note) {
  /** More alerts than a person reads in one message. */
  public static final int MOST_ALERTS = 20;

  /** What happened to an incident. */
  public enum Phase {
    OPENED,
    UPDATED,
    ESCALATED,
    ACKNOWLEDGED,
    RESOLVED,
    /** Several quiet incidents in one message; the incident id is the digest's own. */
    DIGEST
  }

  public Notice {
    if (alerts.isEmpty() || alerts.size() > MOST_ALERTS) {
      throw new IllegalArgumentException(
          "a notice tells 1 to %d alerts, had %d".formatted(MOST_ALERTS, alerts.size()));
    }
    alerts = List.copyOf(alerts);
  }

  /** A notice that needs no words. */
  public Notice(
      String incidentId,
      int revision,
      Phase phase,
      String route,
      Severity severity,
      Instant openedAt,
      Instant updatedAt,
      int alertCount,
      List<Alert> alerts) {
    this(incidentId, revision, phase, route, severity, openedAt, updatedAt, alertCount, alerts, "");
  }

  /** The strongest alert. */
  public Alert alert() {
    return alerts.get(0);
  }
}
