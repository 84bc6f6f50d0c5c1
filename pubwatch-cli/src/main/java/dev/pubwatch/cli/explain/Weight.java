package dev.pubwatch.cli.explain;

import dev.pubwatch.core.signal.Signals;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Signals of an alert that move together, so that they count as one piece of evidence.
 *
 * @param group the group's name, lower case; {@code other} for signals that this pubwatch does not
 *     know
 * @param signals strongest first
 */
record Weight(String group, List<Signal> signals) {
  private static final String OTHER = "other";

  Weight {
    signals = List.copyOf(signals);
  }

  /** Bits of the strongest signal. */
  double bits() {
    return signals.get(0).getBits();
  }

  /** The groups of an alert, strongest first. */
  static List<Weight> of(Alert alert) {
    List<Signal> strongest = new ArrayList<>(alert.getSignals());
    strongest.sort(
        Comparator.comparingDouble(Signal::getBits).reversed().thenComparing(Signal::getName));
    Map<String, List<Signal>> byGroup = new LinkedHashMap<>();
    for (Signal signal : strongest) {
      byGroup.computeIfAbsent(groupOf(signal.getName()), g -> new ArrayList<>()).add(signal);
    }
    return byGroup.entrySet().stream().map(e -> new Weight(e.getKey(), e.getValue())).toList();
  }

  private static String groupOf(String name) {
    return Signals.ALL.stream()
        .filter(signal -> signal.name().equals(name))
        .map(signal -> signal.group().name().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(OTHER);
  }
}
