package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.route.Routing.IncidentSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the incidents that an alert belongs to. */
final class Grouping {
  private static final int ID_BYTES = 12;

  private final Shelf shelf;
  private final IncidentSettings settings;

  Grouping(Shelf shelf, IncidentSettings settings) {
    this.shelf = shelf;
    this.settings = settings;
  }

  /** A new incident; the same alert gives the same id. */
  static Incident open(Alert alert, long nowMillis) {
    Incident incident = new Incident(id(alert), alert.getAlertId());
    incident.openedMillis = alert.getDetectedAt().toEpochMilli();
    incident.updatedMillis = timeMillis(alert);
    incident.seenMillis = nowMillis;
    return incident;
  }

  /** Event time of what is newest in it. */
  static long timeMillis(Alert alert) {
    return Math.max(alert.getDetectedAt().toEpochMilli(), alert.getLastEventAt().toEpochMilli());
  }

  private static String id(Alert alert) {
    String first = alert.getAlertId() + "\n" + alert.getRevision() + "\n" + alert.getDetectedAt();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(first.getBytes(StandardCharsets.UTF_8));
      return "pwi-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The incident, or the one that it was merged into; null when it is gone. */
  @Nullable Incident root(String id) {
    Incident incident = shelf.incident(id);
    for (int steps = 0; incident != null && !incident.mergedInto.isEmpty(); steps++) {
      incident = steps > settings.most() ? null : shelf.incident(incident.mergedInto);
    }
    return incident;
  }

  /** Live incidents that share a key with the alert at its time, oldest first. */
  List<Incident> bound(Alert alert) {
    Map<String, Incident> found = new TreeMap<>();
    long time = timeMillis(alert);
    for (String key : IncidentKeys.of(alert)) {
      KeyUse use = shelf.key(key);
      if (use != null && Math.abs(time - use.lastMillis()) <= withinMillis(key)) {
        Incident incident = root(use.incidentId());
        if (incident != null && incident.isLive()) {
          found.put(incident.id, incident);
        }
      }
    }
    return found.values().stream().sorted(OLDEST_FIRST).toList();
  }

  static final Comparator<Incident> OLDEST_FIRST =
      Comparator.comparingLong((Incident incident) -> incident.openedMillis)
          .thenComparing(incident -> incident.id);

  private long withinMillis(String key) {
    return (IncidentKeys.isLoose(key) ? settings.ownerWithin() : settings.quietAfter()).toMillis();
  }

  /** From now on the alert's keys lead to the incident; false when there is no room for all. */
  boolean remember(Alert alert, String incidentId) {
    long time = timeMillis(alert);
    boolean room = true;
    for (String key : IncidentKeys.of(alert)) {
      KeyUse before = shelf.key(key);
      long last =
          before != null && before.incidentId().equals(incidentId)
              ? Math.max(before.lastMillis(), time)
              : time;
      room &= shelf.putKey(key, new KeyUse(incidentId, last));
    }
    return room;
  }
}
