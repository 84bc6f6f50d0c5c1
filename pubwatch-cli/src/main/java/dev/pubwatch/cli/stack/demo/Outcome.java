package dev.pubwatch.cli.stack.demo;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was alerted, held against the labels.
 *
 * @param catches one an incident, in their order
 * @param alerts how many distinct alerts there were
 * @param falseAlerts how many of them rest on no labelled event
 */
public record Outcome(List<Catch> catches, int alerts, int falseAlerts) {

  public Outcome {
    catches = List.copyOf(catches);
  }

  /**
   * How an incident fared.
   *
   * @param alerts how many alerts rest on one of its events
   * @param eventsAlerted how many of its events an alert names
   * @param firstAlerted which of its events was the first that an alert names, from 1; 0 for none
   */
  public record Catch(Incident incident, int alerts, int eventsAlerted, int firstAlerted) {
    /** Whether any alert named it. */
    public boolean isCaught() {
      return alerts > 0;
    }
  }

  /**
   * Compares.
   *
   * @param alerts the last revision of each
   */
  public static Outcome of(List<Incident> incidents, Collection<Alert> alerts) {
    Set<String> labelled = new HashSet<>();
    incidents.forEach(incident -> labelled.addAll(incident.eventIds()));
    List<Catch> catches = incidents.stream().map(incident -> judged(incident, alerts)).toList();
    long others = alerts.stream().filter(alert -> !names(alert, labelled)).count();
    return new Outcome(catches, alerts.size(), (int) others);
  }

  /** How many incidents were caught. */
  public long caught() {
    return catches.stream().filter(Catch::isCaught).count();
  }

  private static Catch judged(Incident incident, Collection<Alert> alerts) {
    Set<String> ids = Set.copyOf(incident.eventIds());
    List<Alert> hits = alerts.stream().filter(alert -> names(alert, ids)).toList();
    Set<String> alerted =
        hits.stream()
            .flatMap(alert -> alert.getEvents().stream())
            .map(EvidenceEvent::getEventId)
            .filter(ids::contains)
            .collect(Collectors.toSet());
    return new Catch(incident, hits.size(), alerted.size(), first(incident, alerted));
  }

  private static int first(Incident incident, Set<String> alerted) {
    for (int i = 0; i < incident.eventIds().size(); i++) {
      if (alerted.contains(incident.eventIds().get(i))) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean names(Alert alert, Set<String> ids) {
    return alert.getEvents().stream().anyMatch(event -> ids.contains(event.getEventId()));
  }
}
