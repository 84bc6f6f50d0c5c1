package dev.pubwatch.notify.route;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which alerts are meant: those for which everything holds that is said. What is not said, an empty
 * list, holds for all.
 *
 * @param least lowest severity
 * @param kinds kinds of finding
 * @param owners patterns
 * @param projects patterns, of a campaign's members too
 * @param teams of which the alert must be one's
 */
record Condition(
    Severity least,
    Set<AlertKind> kinds,
    List<Wildcard> owners,
    List<Wildcard> projects,
    List<Team> teams) {
  static final Condition ANYTHING =
      new Condition(Severity.info, Set.of(), List.of(), List.of(), List.of());

  Condition {
    kinds = Set.copyOf(kinds);
    owners = List.copyOf(owners);
    projects = List.copyOf(projects);
    teams = List.copyOf(teams);
  }

  boolean holds(Alert alert) {
    return misses(alert).isEmpty();
  }

  /** Why the alert is not meant; empty when it is. */
  String misses(Alert alert) {
    if (Severities.below(alert.getSeverity(), least)) {
      return "severity %s is below %s".formatted(shown(alert.getSeverity()), shown(least));
    }
    if (!kinds.isEmpty() && !kinds.contains(alert.getKind())) {
      return "kind %s is none of %s".formatted(shown(alert.getKind()), listed(kinds));
    }
    if (!owners.isEmpty() && !Subjects.owner(alert, owners)) {
      return "owner matches none of " + listed(owners);
    }
    if (!projects.isEmpty() && !Subjects.project(alert, projects)) {
      return "project matches none of " + listed(projects);
    }
    if (!teams.isEmpty() && teams.stream().noneMatch(team -> team.has(alert))) {
      return "it is no matter of " + listed(teams.stream().map(Team::name).toList());
    }
    return "";
  }

  private static String shown(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String listed(Iterable<?> values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(text.isEmpty() ? "" : ", ").append(value);
    }
    return text.toString();
  }
}
