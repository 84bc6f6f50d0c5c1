package dev.pubwatch.notify.incident;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When each incident is to be looked at next, and which one may go first when there are too many.
 * Kept beside the store, from which it is built anew after a restart.
 */
final class Timers {
  private record Entry(String id, long dueMillis, boolean live, long seenMillis) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private final TreeSet<Entry> byDue =
      new TreeSet<>(Comparator.comparingLong(Entry::dueMillis).thenComparing(Entry::id));
  private final TreeSet<Entry> byWorth =
      new TreeSet<>(
          Comparator.comparing(Entry::live)
              .thenComparingLong(Entry::seenMillis)
              .thenComparing(Entry::id));

  void set(Incident incident, long quietMillis) {
    remove(incident.id);
    Entry entry =
        new Entry(
            incident.id, incident.dueMillis(quietMillis), incident.isLive(), incident.seenMillis);
    entries.put(entry.id(), entry);
    byDue.add(entry);
    byWorth.add(entry);
  }

  void remove(String id) {
    Entry entry = entries.remove(id);
    if (entry != null) {
      byDue.remove(entry);
      byWorth.remove(entry);
    }
  }

  boolean has(String id) {
    return entries.containsKey(id);
  }

  int size() {
    return entries.size();
  }

  /** One that is due, the longest first; null when none is. */
  @Nullable String due(long nowMillis) {
    return byDue.isEmpty() || byDue.first().dueMillis() > nowMillis ? null : byDue.first().id();
  }

  /** Resolved ones first, then those that have been quiet longest. */
  @Nullable String leastWorth() {
    return byWorth.isEmpty() ? null : byWorth.first().id();
  }
}
