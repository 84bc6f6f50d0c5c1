package dev.pubwatch.cli.backtest.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What another configuration changes in the alerts of a run. Alerts are the same when their ids
 * are, or when they are about the same subject and name an event in common: an alert's id comes
 * from its first event, which a lower threshold may move.
 *
 * @param same alerts of both with the same severity
 * @param changed alerts of both whose severity differs
 * @param added alerts of the other configuration only
 * @param removed alerts of the run only
 */
public record Comparison(
    int same, List<Change> changed, List<RaisedAlert> added, List<RaisedAlert> removed) {

  /** An alert of both runs. */
  public record Change(RaisedAlert before, RaisedAlert after) {}

  /** Compares two runs over the same events. */
  public static Comparison of(List<RaisedAlert> before, List<RaisedAlert> after) {
    Map<String, RaisedAlert> byId = new HashMap<>();
    before.forEach(alert -> byId.put(alert.id(), alert));
    Set<RaisedAlert> removed = new LinkedHashSet<>(before);
    List<Change> pairs = new ArrayList<>();
    List<RaisedAlert> unpaired = new ArrayList<>();
    for (RaisedAlert alert : after) {
      RaisedAlert same = byId.get(alert.id());
      if (same == null) {
        unpaired.add(alert);
      } else {
        pairs.add(new Change(same, alert));
        removed.remove(same);
      }
    }
    List<RaisedAlert> added = pairByEvent(unpaired, removed, pairs);
    List<Change> changed =
        pairs.stream().filter(p -> !p.before.severity().equals(p.after.severity())).toList();
    return new Comparison(
        pairs.size() - changed.size(), changed, List.copyOf(added), List.copyOf(removed));
  }

  private static List<RaisedAlert> pairByEvent(
      List<RaisedAlert> unpaired, Set<RaisedAlert> removed, List<Change> pairs) {
    Map<String, RaisedAlert> byEvent = new HashMap<>();
    for (RaisedAlert alert : removed) {
      alert.namedAtByEvent().keySet().forEach(e -> byEvent.putIfAbsent(key(alert, e), alert));
    }
    List<RaisedAlert> added = new ArrayList<>();
    for (RaisedAlert alert : unpaired) {
      RaisedAlert same = sharing(alert, byEvent, removed);
      if (same == null) {
        added.add(alert);
      } else {
        pairs.add(new Change(same, alert));
        removed.remove(same);
      }
    }
    return added;
  }

  private static @Nullable RaisedAlert sharing(
      RaisedAlert alert, Map<String, RaisedAlert> byEvent, Set<RaisedAlert> removed) {
    for (String event : alert.namedAtByEvent().keySet()) {
      RaisedAlert same = byEvent.get(key(alert, event));
      if (same != null && removed.contains(same)) {
        return same;
      }
    }
    return null;
  }

  private static String key(RaisedAlert alert, String event) {
    return alert.subject() + "\n" + event;
  }
}
