package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import dev.pubwatch.notify.route.LiveRouting;
import dev.pubwatch.notify.route.Routing.Silenced;
import dev.pubwatch.notify.route.Severities;
import java.time.Instant;
import java.util.List;

/** Tells what was silenced when its silence is over. */
final class Silences {
  private final LiveRouting live;
  private final Shelf shelf;
  private final Announcer announcer;

  Silences(LiveRouting live, Shelf shelf, Announcer announcer) {
    this.live = live;
    this.shelf = shelf;
    this.announcer = announcer;
  }

  /** Looks again at what was silenced: only now it counts. */
  void end(Incident incident, long nowMillis) {
    Instant now = Instant.ofEpochMilli(nowMillis);
    List<Shown> before = List.copyOf(incident.shown);
    incident.silenceEndsMillis = 0;
    for (Shown shown : before) {
      Alert alert = shown.silenced() ? shelf.alert(shown.alertId()) : null;
      Silenced still = alert == null ? null : live.get().silenced(alert, now);
      if (still != null) {
        incident.silence(still.until().toEpochMilli());
      } else if (alert != null) {
        loud(incident, shown, alert, nowMillis);
      }
    }
  }

  private void loud(Incident incident, Shown shown, Alert alert, long nowMillis) {
    incident.shown.remove(shown);
    incident.shown.add(new Shown(shown.alertId(), shown.severity(), shown.scoreBits(), false));
    incident.shown.sort(Shown.STRONGEST_FIRST);
    Severity severity = incident.severity;
    incident.severity = Severities.higher(severity, shown.severity());
    boolean rose = Severities.below(severity, incident.severity);
    announcer.came(incident, alert, rose ? "severity rose from " + severity : "", nowMillis);
  }
}
