package dev.pubwatch.job.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay did.
 *
 * @param files files read
 * @param events events read, before deduplication
 * @param outside events left out by since and until, not among {@code events}
 * @param rejected records that could not be read
 * @param rejectedByReason the same by reason
 * @param duplicates events seen before
 * @param late events behind the watermark: 0, since a replay sorts
 * @param scored events judged
 * @param verdicts verdicts read, one a subject
 * @param verdictsHeeded baselines that they had something to say about
 * @param alertsBySeverity alerts and their revisions by severity, lower case, most urgent first
 * @param alertsByKind the same by kind, lower case
 * @param first time of the first event, null when there was none
 * @param last time of the last event, null when there was none
 * @param wall how long the replay took
 */
public record ReplaySummary(
    int files,
    long events,
    long outside,
    long rejected,
    SortedMap<String, Long> rejectedByReason,
    long duplicates,
    long late,
    long scored,
    long verdicts,
    long verdictsHeeded,
    Map<String, Long> alertsBySeverity,
    Map<String, Long> alertsByKind,
    @Nullable Instant first,
    @Nullable Instant last,
    Duration wall) {

  public long alerts() {
    return alertsBySeverity.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Events a second over the whole run. */
  public double eventsPerSecond() {
    return events / Math.max(1e-3, wall.toNanos() / 1e9);
  }
}
