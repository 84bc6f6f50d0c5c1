package dev.pubwatch.notify.incident;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a route will tell in one message.
 *
 * @param dueMillis when
 * @param incidentIds first seen first
 */
record Digest(long dueMillis, Set<String> incidentIds) {
  Digest {
    incidentIds = new LinkedHashSet<>(incidentIds);
  }

  Digest with(String incidentId) {
    Set<String> more = new LinkedHashSet<>(incidentIds);
    more.add(incidentId);
    return new Digest(dueMillis, more);
  }

  static Digest parse(String text) {
    String[] parts = text.split(" ", -1);
    return new Digest(
        Long.parseLong(parts[0]),
        Arrays.stream(parts).skip(1).collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  @Override
  public String toString() {
    return dueMillis + " " + String.join(" ", incidentIds);
  }
}
