package dev.pubwatch.core;

import dev.pubwatch.core.baseline.Hashes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an analyst said of an alert, as it reaches one project, owner, credential and account that
 * the alert is about.
 *
 * <p>It travels as an {@link Event} of kind {@link EventKind#VERDICT} whose project, owner, actor,
 * credential and origin are those of the alert, so that the stages' own keys route it and event
 * time orders it: what happens after {@link #decidedMillis} is judged in its light, nothing before.
 *
 * @param kind what was said
 * @param alertId of which alert
 * @param evidenceMillis times of the alert's events, oldest first
 * @param sinceMillis from when on an intruder was in; {@link #NOT_SAID} when not said
 * @param event the entities, and the time at which it was said
 */
public record Verdict(
    Kind kind, String alertId, List<Long> evidenceMillis, long sinceMillis, Event event) {
  /** No {@link #sinceMillis}. */
  public static final long NOT_SAID = Long.MAX_VALUE;

  /** Of how many of an alert's events the times travel, the oldest ones. */
  public static final int MAX_EVIDENCE = 64;

  private static final String ALERT_ID = "alert_id";
  private static final String EVIDENCE = "evidence_ms";
  private static final String SINCE = "since_ms";

  /** What can be said. */
  public enum Kind {
    /** It was all right: what was new in it is normal from now on. */
    BENIGN,
    /** It was an attack: what was new in it is no part of normal, and stays odd. */
    CONFIRMED,
    /** What was said before is taken back. */
    WITHDRAWN
  }

  public Verdict {
    evidenceMillis = List.copyOf(evidenceMillis);
  }

  /**
   * Begins the event that a verdict travels as; the caller adds the entities.
   *
   * @param eventId the same for the same verdict
   * @param source that the alert's events came from
   * @param evidence times of the alert's events, epoch milliseconds
   */
  public static EventBuilder event(
      String eventId,
      String source,
      long decidedMillis,
      Kind kind,
      String alertId,
      Collection<Long> evidence,
      long sinceMillis) {
    String times =
        evidence.stream()
            .distinct()
            .sorted()
            .limit(MAX_EVIDENCE)
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    Map<String, String> attributes = new HashMap<>(Map.of(ALERT_ID, alertId, EVIDENCE, times));
    if (sinceMillis != NOT_SAID) {
      attributes.put(SINCE, String.valueOf(sinceMillis));
    }
    return Event.builder(eventId, EventKind.VERDICT, source, decidedMillis, kind.name())
        .attributes(attributes);
  }

  /** The verdict that an event carries, or null when it is any other event. */
  public static @Nullable Verdict of(Event event) {
    if (event.kind() != EventKind.VERDICT) {
      return null;
    }
    Map<String, String> attributes = event.attributes();
    String times = attributes.getOrDefault(EVIDENCE, "");
    return new Verdict(
        Kind.valueOf(event.action()),
        attributes.getOrDefault(ALERT_ID, ""),
        Stream.of(times.split(",", -1)).filter(t -> !t.isEmpty()).map(Long::valueOf).toList(),
        Long.parseLong(attributes.getOrDefault(SINCE, String.valueOf(NOT_SAID))),
        event);
  }

  /** When it was said, event time. */
  public long decidedMillis() {
    return event.timeMillis();
  }

  /** The alert in 64 bits, for state. */
  public long alertHash() {
    return Hashes.of(alertId);
  }

  /** Whether something first seen at a moment was first seen in the alert's events. */
  public boolean beganWith(long firstMillis) {
    return evidenceMillis.contains(firstMillis)
        || (firstMillis >= sinceMillis && firstMillis <= lastEvidenceMillis());
  }

  /** Whether something first seen at a moment was younger than that when the alert's event came. */
  public boolean foundYoung(long firstMillis, long youngMillis) {
    for (long time : evidenceMillis) {
      if (firstMillis <= time && time - firstMillis < youngMillis) {
        return true;
      }
    }
    return false;
  }

  private long lastEvidenceMillis() {
    return evidenceMillis.isEmpty()
        ? Long.MIN_VALUE
        : evidenceMillis.get(evidenceMillis.size() - 1);
  }
}
