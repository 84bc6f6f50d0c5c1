package dev.pubwatch.cli.backtest.measure;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The labels of a backtest, and which events they name. */
public final class Labels {
  /**
   * How many labels found their event.
   *
   * @param read labels, each once
   * @param malicious of these, labels of what should be caught
   * @param named labels that name an event of the run
   * @param unnamed places of those that name none, in order
   */
  public record Count(int read, int malicious, int named, List<String> unnamed) {}

  private final Map<String, Label> bySubject = new LinkedHashMap<>();
  private final Map<String, Label> byEvent = new HashMap<>();
  private final Set<String> named = new LinkedHashSet<>();

  /**
   * Adds a label; the same one again changes nothing.
   *
   * @return the earlier label that contradicts it, null when there is none
   */
  public @Nullable Label add(Label label) {
    Label earlier = bySubject.putIfAbsent(label.subject(), label);
    boolean agrees =
        earlier == null
            || (earlier.campaign().equals(label.campaign())
                && earlier.malicious() == label.malicious());
    return agrees ? null : earlier;
  }

  public boolean isEmpty() {
    return bySubject.isEmpty();
  }

  /** The label of an event, null when it has none; remembered for {@link #ofEvent}. */
  @Nullable Label find(ScoredEvent event) {
    for (String subject : Subject.of(event)) {
      Label label = bySubject.get(subject);
      if (label != null) {
        named.add(subject);
        byEvent.put(event.eventId(), label);
        return label;
      }
    }
    return null;
  }

  /** The label of an event that {@link #find} was asked for, null when it has none. */
  @Nullable Label ofEvent(String eventId) {
    Label label = byEvent.get(eventId);
    return label != null ? label : bySubject.get(Subject.ofEvent(eventId));
  }

  /** How many labels found their event so far. */
  Count count() {
    List<String> unnamed =
        bySubject.entrySet().stream()
            .filter(entry -> !named.contains(entry.getKey()))
            .map(entry -> Objects.requireNonNull(entry.getValue()).place())
            .toList();
    int malicious = (int) bySubject.values().stream().filter(Label::malicious).count();
    return new Count(bySubject.size(), malicious, named.size(), unnamed);
  }
}
