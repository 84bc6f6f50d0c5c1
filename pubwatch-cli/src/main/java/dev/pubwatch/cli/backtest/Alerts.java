package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.RaisedAlert;
import dev.pubwatch.cli.replay.AlertFile;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The alerts of a run, their revisions put together. */
final class Alerts {
  private Alerts() {}

  /** Alerts in the order in which they were first raised. */
  static List<RaisedAlert> read(Path file) throws IOException {
    Map<String, RaisedAlert> byId = new LinkedHashMap<>();
    try (AlertFile alerts = new AlertFile(file)) {
      for (Alert alert = alerts.next(); alert != null; alert = alerts.next()) {
        revise(byId, alert);
      }
    }
    return List.copyOf(byId.values());
  }

  /**
   * The last revision of each alert that was first raised at {@code from} or later, in that order.
   *
   * @param from null for all
   */
  static List<Alert> latest(Path file, @Nullable Instant from) throws IOException {
    Map<String, Alert> byId = new LinkedHashMap<>();
    Set<String> earlier = new HashSet<>();
    try (AlertFile alerts = new AlertFile(file)) {
      for (Alert alert = alerts.next(); alert != null; alert = alerts.next()) {
        boolean isNew = !byId.containsKey(alert.getAlertId());
        if (isNew && from != null && alert.getDetectedAt().isBefore(from)) {
          earlier.add(alert.getAlertId());
        }
        if (!earlier.contains(alert.getAlertId())) {
          byId.put(alert.getAlertId(), alert);
        }
      }
    }
    return new ArrayList<>(byId.values());
  }

  private static void revise(Map<String, RaisedAlert> byId, Alert alert) {
    long at = alert.getDetectedAt().toEpochMilli();
    byId.computeIfAbsent(alert.getAlertId(), id -> new RaisedAlert(id, at))
        .revise(
            at,
            alert.getSeverity().name(),
            subject(alert),
            alert.getTitle(),
            alert.getEvents().stream().map(EvidenceEvent::getEventId).toList());
  }

  private static @Nullable String subject(Alert alert) {
    if (alert.getProject() != null) {
      return alert.getProject();
    }
    return alert.getCredentialId() != null ? alert.getCredentialId() : alert.getActorId();
  }
}
