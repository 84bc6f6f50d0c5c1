package dev.pubwatch.core.judge;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reach;
import dev.pubwatch.core.Reached;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the actor, the credential or the run of an alert could reach, as far as it was seen within a
 * year, latest first.
 *
 * @param projects that the alert's credential or account acted on
 * @param credentials that the account used, that the project was released with since the alert
 *     began, and secrets that the run was given, as {@code secret:NAME}
 * @param usedSince those of both that were used since the alert's first event
 */
record BlastRadius(List<String> projects, List<String> credentials, List<String> usedSince) {
  private static final int MOST = 32;
  private static final String SECRET = "secret:";

  /**
   * The radius of an event's alert.
   *
   * @param evidence the alert's events so far, with this one
   * @param firstMillis of the alert's first event
   */
  static BlastRadius of(Observation o, List<Alert.Evidence> evidence, long firstMillis) {
    Event e = o.event();
    Map<String, Long> projects = new LinkedHashMap<>();
    Map<String, Long> credentials = new LinkedHashMap<>();
    if (e.project() != null) {
      projects.put(e.project(), e.timeMillis());
    }
    if (e.credentialId() != null) {
      credentials.put(e.credentialId(), e.timeMillis());
    }
    for (Alert.Evidence one : evidence) {
      if (one.project() != null) {
        projects.merge(one.project(), one.timeMillis(), Math::max);
      }
    }
    add(projects, o.reach(Reach.PROJECTS_OF_CREDENTIAL), Long.MIN_VALUE);
    add(projects, o.reach(Reach.PROJECTS_OF_ACTOR), Long.MIN_VALUE);
    add(credentials, o.reach(Reach.CREDENTIALS_OF_ACTOR), Long.MIN_VALUE);
    add(credentials, o.reach(Reach.CREDENTIALS_OF_PROJECT), firstMillis);
    if (e.kind() == EventKind.CI) {
      e.secretsPassed().forEach(name -> credentials.putIfAbsent(SECRET + name, Long.MIN_VALUE));
    }
    return new BlastRadius(
        latestFirst(projects),
        latestFirst(credentials),
        usedSince(List.of(projects, credentials), firstMillis));
  }

  /** The alert with a radius, if it has none yet. */
  static Alert fill(Alert alert, Observation o) {
    boolean has =
        !(alert.reachableProjects().isEmpty()
            && alert.reachableCredentials().isEmpty()
            && alert.usedSince().isEmpty());
    return has ? alert : of(o, alert.events(), alert.firstEventAtMillis()).into(alert);
  }

  private static void add(Map<String, Long> to, List<Reached> reached, long sinceMillis) {
    for (Reached one : reached) {
      if (one.lastMillis() >= sinceMillis) {
        to.merge(one.value(), one.lastMillis(), Math::max);
      }
    }
  }

  private static List<String> latestFirst(Map<String, Long> values) {
    return values.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> usedSince(List<Map<String, Long>> all, long firstMillis) {
    List<String> used = new ArrayList<>();
    for (Map<String, Long> values : all) {
      Map<String, Long> late = new LinkedHashMap<>(values);
      late.values().removeIf(last -> last < firstMillis);
      used.addAll(latestFirst(late));
    }
    return List.copyOf(used);
  }

  private Alert into(Alert a) {
    return new Alert(
        a.alertId(),
        a.revision(),
        a.status(),
        a.kind(),
        a.severity(),
        a.title(),
        a.summary(),
        a.scoreBits(),
        a.pValue(),
        a.expectedPerDay(),
        a.detectedAtMillis(),
        a.firstEventAtMillis(),
        a.lastEventAtMillis(),
        a.project(),
        a.owner(),
        a.actorId(),
        a.credentialId(),
        a.ip(),
        a.country(),
        a.signals(),
        a.counterfactual(),
        a.events(),
        a.campaign(),
        projects,
        credentials,
        usedSince,
        a.techniques(),
        a.response());
  }
}
