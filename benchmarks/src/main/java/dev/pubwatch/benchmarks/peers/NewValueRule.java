package dev.pubwatch.benchmarks.peers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules on first-seen values: how many of the event's values were not seen for their entity within
 * the window, as Elastic's {@code new_terms}, Datadog's new value and Sentinel's first-seen do it.
 */
final class NewValueRule implements Peer {
  /** No window: seen at any time counts. */
  static final int EVER = Integer.MAX_VALUE;

  private static final long DAY_MILLIS = 86_400_000L;

  private final String field;
  private final List<WatchedValue> values;
  private final int windowDays;
  private final Map<String, Long> lastSeen = new HashMap<>();

  /**
   * @param field what the values are together, for the name
   * @param windowDays how long a value stays known, {@link #EVER} for ever
   */
  NewValueRule(String field, List<WatchedValue> values, int windowDays) {
    this.field = field;
    this.values = List.copyOf(values);
    this.windowDays = windowDays;
  }

  @Override
  public String family() {
    return "new-" + field;
  }

  @Override
  public String name() {
    return family() + (windowDays == EVER ? "-ever" : "-" + windowDays + "d");
  }

  @Override
  public double score(Sample sample) {
    long now = sample.event().timeMillis();
    int fresh = 0;
    for (WatchedValue value : values) {
      boolean isNew = false;
      for (String term : value.terms(sample.event())) {
        Long before = lastSeen.put(value.name() + '|' + term, now);
        isNew |= before == null || (windowDays != EVER && now - before > windowDays * DAY_MILLIS);
      }
      fresh += isNew ? 1 : 0;
    }
    return fresh;
  }
}
