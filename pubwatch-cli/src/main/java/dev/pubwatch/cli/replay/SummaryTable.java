package dev.pubwatch.cli.replay;

import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.text.Durations;
import dev.pubwatch.cli.text.Numbers;
import dev.pubwatch.job.replay.ReplaySummary;
import dev.pubwatch.job.snapshot.SnapshotHeader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a replay came to, as lines for a person: what happened to each event that went in. */
final class SummaryTable {
  private static final int REASONS_SHOWN = 5;
  private static final int LONGEST_REASON = 100;

  private SummaryTable() {}

  /** A snapshot in a few words. */
  static String shown(SnapshotHeader header) {
    String events = Numbers.counted(header.events(), "event");
    return header.lastEventMillis() == SnapshotHeader.NO_TIME
        ? events
        : events + " up to " + Instant.ofEpochMilli(header.lastEventMillis());
  }

  /**
   * @param addresses what addresses were looked up in
   */
  static List<String> lines(ReplaySummary summary, String addresses) {
    Table table = new Table();
    table.row("read", read(summary));
    if (summary.outside() > 0) {
      table.row("left out", Numbers.grouped(summary.outside()) + " by --since or --until");
    }
    table.row("rejected", Numbers.grouped(summary.rejected()));
    reasons(summary.rejectedByReason()).forEach(reason -> table.row("", reason));
    table.row("duplicates", Numbers.grouped(summary.duplicates()));
    table.row("late", Numbers.grouped(summary.late()));
    table.row("scored", Numbers.grouped(summary.scored()));
    if (summary.verdicts() > 0) {
      table.row("verdicts", verdicts(summary));
    }
    table.row("alerts", alerts(summary));
    if (summary.first() != null && summary.last() != null) {
      table.row("event time", summary.first() + " to " + summary.last());
    }
    table.row("addresses", "looked up in " + addresses);
    table.row("took", took(summary));
    return table.lines("  ");
  }

  private static String read(ReplaySummary summary) {
    return Numbers.counted(summary.events(), "event")
        + " from "
        + Numbers.counted(summary.files(), "file");
  }

  private static String verdicts(ReplaySummary summary) {
    return Numbers.grouped(summary.verdicts())
        + ", on "
        + Numbers.counted(summary.verdictsHeeded(), "baseline");
  }

  private static List<String> reasons(Map<String, Long> byReason) {
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(byReason.entrySet());
    sorted.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    List<String> lines = new ArrayList<>();
    sorted.stream()
        .limit(REASONS_SHOWN)
        .forEach(e -> lines.add(Numbers.grouped(e.getValue()) + " × " + shown(e.getKey())));
    if (sorted.size() > REASONS_SHOWN) {
      lines.add("and " + (sorted.size() - REASONS_SHOWN) + " other reasons");
    }
    return lines;
  }

  private static String shown(String reason) {
    String clean = Clean.oneLine(reason);
    return clean.length() <= LONGEST_REASON ? clean : clean.substring(0, LONGEST_REASON) + "…";
  }

  private static String alerts(ReplaySummary summary) {
    String bySeverity =
        summary.alertsBySeverity().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> Numbers.grouped(entry.getValue()) + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return Numbers.grouped(summary.alerts()) + (bySeverity.isEmpty() ? "" : ": " + bySeverity);
  }

  private static String took(ReplaySummary summary) {
    return Durations.humane(summary.wall())
        + ", "
        + Numbers.grouped(Math.round(summary.eventsPerSecond()))
        + " events/s";
  }
}
