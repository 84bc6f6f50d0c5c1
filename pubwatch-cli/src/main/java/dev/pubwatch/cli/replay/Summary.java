package dev.pubwatch.cli.replay;

import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.text.Durations;
import dev.pubwatch.cli.text.Numbers;
import dev.pubwatch.core.Alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to.
 *
 * @param rejectsByReason records that could not be read
 * @param duplicates events that had been seen before
 * @param late events that came after the ordering bound; they were scored nevertheless
 * @param outside events left out by {@code --since} or {@code --until}
 * @param alertsBySeverity alerts, each counted at its last revision
 * @param firstEvent null when there was none
 * @param lastEvent null when there was none
 * @param took wall-clock time, start of the cluster included
 */
record Summary(
    long eventsRead,
    Map<String, Long> rejectsByReason,
    long duplicates,
    long late,
    long outside,
    long scored,
    Map<Severity, Long> alertsBySeverity,
    @Nullable Instant firstEvent,
    @Nullable Instant lastEvent,
    Duration took) {
  private static final int REASONS_SHOWN = 5;
  private static final int LONGEST_REASON = 100;

  List<String> lines() {
    Table table = new Table();
    table.row("read", Numbers.counted(eventsRead, "event"));
    rejectRows(table);
    table.row("duplicates", Numbers.grouped(duplicates));
    table.row("late", Numbers.grouped(late));
    if (outside > 0) {
      table.row("outside", Numbers.grouped(outside) + " by --since or --until");
    }
    table.row("scored", Numbers.grouped(scored));
    table.row("alerts", alerts());
    if (firstEvent != null && lastEvent != null) {
      table.row("event time", firstEvent + " to " + lastEvent);
    }
    table.row("took", Durations.humane(took) + pace());
    return table.lines("  ");
  }

  private void rejectRows(Table table) {
    long all = rejectsByReason.values().stream().mapToLong(Long::longValue).sum();
    table.row("rejected", Numbers.grouped(all));
    List<Map.Entry<String, Long>> reasons = new ArrayList<>(rejectsByReason.entrySet());
    reasons.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    reasons.stream()
        .limit(REASONS_SHOWN)
        .forEach(reason -> table.row("", Numbers.grouped(reason.getValue()) + " " + shown(reason)));
    if (reasons.size() > REASONS_SHOWN) {
      table.row("", "and " + (reasons.size() - REASONS_SHOWN) + " other reasons");
    }
  }

  private static String shown(Map.Entry<String, Long> reason) {
    String clean = Clean.oneLine(reason.getKey());
    return clean.length() <= LONGEST_REASON ? clean : clean.substring(0, LONGEST_REASON) + "…";
  }

  private String alerts() {
    long all = alertsBySeverity.values().stream().mapToLong(Long::longValue).sum();
    List<String> parts = new ArrayList<>();
    List<Severity> worstFirst = new ArrayList<>(List.of(Severity.values()));
    Collections.reverse(worstFirst);
    for (Severity severity : worstFirst) {
      long count = Objects.requireNonNullElse(alertsBySeverity.get(severity), 0L);
      if (count > 0) {
        parts.add(Numbers.grouped(count) + " " + Severities.name(severity));
      }
    }
    return Numbers.grouped(all) + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }

  private String pace() {
    double seconds = took.toNanos() / 1e9;
    return seconds <= 0 || eventsRead == 0
        ? ""
        : ", " + Numbers.grouped(Math.round(eventsRead / seconds)) + " events/s";
  }
}
