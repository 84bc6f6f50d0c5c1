package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Severity;
import java.time.Instant;
import java.util.List;

/**
 * An incident as people see it.
 *
 * @param openedAt event time of its first alert
 * @param updatedAt event time of its newest alert
 * @param channels that were told
 * @param note why it ended; empty while it has not
 */
public record IncidentView(
    String id,
    Status status,
    Severity severity,
    Instant openedAt,
    Instant updatedAt,
    int alerts,
    String firstAlertId,
    List<String> channels,
    String note) {
  static IncidentView of(Incident incident) {
    return new IncidentView(
        incident.id,
        incident.status,
        incident.severity,
        Instant.ofEpochMilli(incident.openedMillis),
        Instant.ofEpochMilli(incident.updatedMillis),
        incident.alerts,
        incident.firstAlertId,
        List.copyOf(incident.told.keySet()),
        incident.note);
  }
}
