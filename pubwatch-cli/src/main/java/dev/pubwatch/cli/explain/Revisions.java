package dev.pubwatch.cli.explain;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.text.Nearest;
import dev.pubwatch.events.Alert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All revisions of the one alert that an id or a beginning of it means. */
final class Revisions {
  private static final String ID_PREFIX = "pw-";
  private static final int SHOWN_OF_MANY = 3;

  private Revisions() {}

  /**
   * Finds them.
   *
   * @return one or more, each revision once, oldest first
   * @throws CommandFailure when no alert is meant, or several are
   */
  static List<Alert> find(String typed, AlertSource source) throws IOException {
    Map<String, Map<Integer, Alert>> meant = new TreeMap<>();
    Set<String> others = new TreeSet<>();
    source.read(
        alert -> {
          String id = alert.getAlertId();
          if (id.startsWith(typed) || id.startsWith(ID_PREFIX + typed)) {
            meant.computeIfAbsent(id, i -> new TreeMap<>()).put(alert.getRevision(), alert);
          } else {
            others.add(id);
          }
        });
    Map<Integer, Alert> exact = meant.get(typed);
    if (exact == null && meant.size() == 1) {
      exact = meant.values().iterator().next();
    }
    if (exact == null) {
      throw meant.isEmpty() ? unknown(typed, others, source) : ambiguous(typed, meant.keySet());
    }
    return List.copyOf(exact.values());
  }

  private static CommandFailure unknown(String typed, Set<String> others, AlertSource source) {
    String hint = others.isEmpty() ? ": there are none at all" : Nearest.hint(typed, others);
    return new CommandFailure("no alert %s in %s%s".formatted(typed, source.name(), hint));
  }

  private static CommandFailure ambiguous(String typed, Set<String> ids) {
    List<String> shown = new ArrayList<>(ids).subList(0, Math.min(SHOWN_OF_MANY, ids.size()));
    return new CommandFailure(
        "%s means %d alerts: %s%s; give more of it"
            .formatted(
                typed,
                ids.size(),
                String.join(", ", shown),
                ids.size() > SHOWN_OF_MANY ? " and others" : ""));
  }
}
