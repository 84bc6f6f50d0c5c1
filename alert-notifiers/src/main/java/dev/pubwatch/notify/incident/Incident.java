package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Severity;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.notify.route.Severities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An incident as it stands. Its alerts' texts are kept beside it; see {@link Shelf}. */
final class Incident {
  final String id;
  final String firstAlertId;
  int revision;
  Status status = Status.OPEN;

  /** Highest of the alerts that are not silenced. */
  Severity severity = Severity.info;

  /** Event times. */
  long openedMillis;

  long updatedMillis;
  int alerts;
  int benign;
  int confirmed;

  /** By the clock: when the newest alert came, and when it ended. */
  long seenMillis;

  long endedMillis;

  /** Whether analysts' verdicts ended it. */
  boolean judged;

  String mergedInto = "";

  /** Why it is as it is, in words; empty for nothing. */
  String note = "";

  /** Strongest first. */
  final List<Shown> shown = new ArrayList<>();

  /** By channel. */
  final Map<String, Told> told = new TreeMap<>();

  /** When a route's escalation is due, by route; the end of time once it was told. */
  final Map<String, Long> escalations = new TreeMap<>();

  /** When the alerts that are silenced are looked at again; 0 for never. */
  long silenceEndsMillis;

  Incident(String id, String firstAlertId) {
    this.id = id;
    this.firstAlertId = firstAlertId;
  }

  boolean isLive() {
    return status != Status.RESOLVED;
  }

  /** Quiet ends no attack that an analyst has confirmed: whoever deals with it does. */
  boolean endsByQuiet() {
    return confirmed == 0;
  }

  boolean isAllBenign() {
    return benign >= alerts;
  }

  /** The strongest alert that is not silenced; null when there is none. */
  @Nullable String strongestAlertId() {
    return shown.stream().filter(s -> !s.silenced()).findFirst().map(Shown::alertId).orElse(null);
  }

  /** Alerts of it are silenced until then. */
  void silence(long endsMillis) {
    silenceEndsMillis =
        silenceEndsMillis == 0 ? endsMillis : Math.min(silenceEndsMillis, endsMillis);
  }

  /** Counts a verdict on one of its alerts, or takes it back. */
  void count(VerdictKind verdict, int by) {
    benign += verdict == VerdictKind.benign ? by : 0;
    confirmed += verdict == VerdictKind.confirmed ? by : 0;
  }

  /** When it is to be looked at next; the end of time for never. */
  long dueMillis(long quietMillis) {
    if (!isLive()) {
      return endedMillis + quietMillis;
    }
    long due = endsByQuiet() ? seenMillis + quietMillis : Long.MAX_VALUE;
    for (Told one : told.values()) {
      due = one.updateDueMillis() == 0 ? due : Math.min(due, one.updateDueMillis());
    }
    for (long escalation : escalations.values()) {
      due = Math.min(due, escalation);
    }
    return silenceEndsMillis == 0 ? due : Math.min(due, silenceEndsMillis);
  }

  /** Takes over what another one holds, apart from whom it was told to. */
  void absorb(Incident other) {
    severity = Severities.higher(severity, other.severity);
    openedMillis = Math.min(openedMillis, other.openedMillis);
    updatedMillis = Math.max(updatedMillis, other.updatedMillis);
    seenMillis = Math.max(seenMillis, other.seenMillis);
    alerts += other.alerts;
    benign += other.benign;
    confirmed += other.confirmed;
    shown.addAll(other.shown);
    shown.sort(Shown.STRONGEST_FIRST);
    if (other.silenceEndsMillis != 0) {
      silence(other.silenceEndsMillis);
    }
    other.shown.clear();
    other.silenceEndsMillis = 0;
  }
}
