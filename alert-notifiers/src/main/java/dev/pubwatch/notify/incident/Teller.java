package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Outgoing;
import dev.pubwatch.notify.route.Severities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes notices: an incident's revision rises with each. */
final class Teller {
  private final Shelf shelf;
  private final Consumer<Outgoing> out;

  Teller(Shelf shelf, Consumer<Outgoing> out) {
    this.shelf = shelf;
    this.out = out;
  }

  /**
   * Tells the incident as it stands.
   *
   * @param routes name of the route by channel; nothing is told when there are none
   * @param alert what came, of which the store may hold less; null for nothing
   */
  void tell(
      Incident incident,
      Phase phase,
      Map<String, String> routes,
      @Nullable Alert alert,
      String note) {
    send(incident, phase, routes, alerts(incident, alert), note, phase == Phase.UPDATED);
  }

  /** Tells one alert of the incident by itself. */
  void tellOnly(Incident incident, Phase phase, Map<String, String> routes, Alert alert) {
    send(incident, phase, routes, List.of(alert), "", false);
  }

  private void send(
      Incident incident,
      Phase phase,
      Map<String, String> routes,
      List<Alert> alerts,
      String note,
      boolean mergeable) {
    if (routes.isEmpty() || alerts.isEmpty()) {
      return;
    }
    incident.revision++;
    Notice notice =
        new Notice(
            incident.id,
            incident.revision,
            phase,
            "",
            incident.severity,
            Instant.ofEpochMilli(incident.openedMillis),
            Instant.ofEpochMilli(incident.updatedMillis),
            incident.alerts,
            alerts,
            note);
    out.accept(new Outgoing(notice, routes, mergeable));
  }

  /** Without those that are silenced, unless there are no others: then it is about an end. */
  private List<Alert> alerts(Incident incident, @Nullable Alert came) {
    List<Alert> alerts = new ArrayList<>();
    boolean allSilenced = incident.shown.stream().allMatch(Shown::silenced);
    for (Shown shown : incident.shown) {
      if (shown.silenced() && !allSilenced) {
        continue;
      }
      boolean isIt = came != null && came.getAlertId().equals(shown.alertId());
      Alert alert = isIt ? came : shelf.alert(shown.alertId());
      if (alert != null) {
        alerts.add(alert);
      }
    }
    return alerts;
  }

  /** Several incidents in as many messages as they need. */
  void digest(String route, List<String> channels, List<Incident> incidents, long dueMillis) {
    Map<String, String> routes = new LinkedHashMap<>();
    channels.forEach(channel -> routes.put(channel, route));
    int part = 0;
    for (int from = 0; from < incidents.size(); from += Notice.MOST_ALERTS) {
      int to = Math.min(incidents.size(), from + Notice.MOST_ALERTS);
      String id = "digest-%s-%d-%d".formatted(route, dueMillis, ++part);
      List<Incident> some = incidents.subList(from, to);
      List<Alert> alerts = new ArrayList<>();
      some.forEach(incident -> alerts(incident, null).stream().limit(1).forEach(alerts::add));
      if (!alerts.isEmpty()) {
        String note = "%d incidents, nothing urgent".formatted(some.size());
        out.accept(new Outgoing(summary(id, some, alerts, note), routes, false));
      }
    }
  }

  private static Notice summary(
      String id, List<Incident> incidents, List<Alert> alerts, String note) {
    Severity severity = Severity.info;
    long opened = Long.MAX_VALUE;
    long updated = Long.MIN_VALUE;
    int count = 0;
    for (Incident incident : incidents) {
      severity = Severities.higher(severity, incident.severity);
      opened = Math.min(opened, incident.openedMillis);
      updated = Math.max(updated, incident.updatedMillis);
      count += incident.alerts;
    }
    return new Notice(
        id,
        1,
        Phase.DIGEST,
        "",
        severity,
        Instant.ofEpochMilli(opened),
        Instant.ofEpochMilli(updated),
        count,
        alerts,
        note);
  }
}
