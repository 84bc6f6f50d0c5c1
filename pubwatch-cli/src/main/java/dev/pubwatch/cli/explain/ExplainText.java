package dev.pubwatch.cli.explain;

import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.text.Numbers;
import dev.pubwatch.cli.text.Wrap;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Signal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An alert for a person, with nothing left out that led to it. */
final class ExplainText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String INDENT = "  ";

  private final List<Alert> revisions;
  private final Alert alert;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private ExplainText(List<Alert> revisions, int width) {
    this.revisions = revisions;
    this.alert = revisions.get(revisions.size() - 1);
    this.width = width;
  }

  /**
   * The lines, without anything from a log that could harm a terminal.
   *
   * @param revisions of one alert, oldest first
   * @param width columns
   */
  static List<String> lines(List<Alert> revisions, int width) {
    ExplainText text = new ExplainText(revisions, width);
    text.head();
    text.signals();
    text.sum();
    text.evidence();
    text.response();
    text.history();
    return text.lines;
  }

  private void head() {
    paragraph("", alert.getSeverity().name().toUpperCase(Locale.ROOT) + "  " + alert.getTitle());
    paragraph(INDENT, alert.getSummary());
    section("what");
    Table facts = new Table();
    facts.row("alert", clean(alert.getAlertId()));
    facts.row("kind", alert.getKind() + ", " + alert.getStatus());
    facts.row("detected", time(alert.getDetectedAt()));
    facts.row("events from", time(alert.getFirstEventAt()) + " to " + time(alert.getLastEventAt()));
    Facts.of(alert).forEach((name, value) -> facts.row(name, clean(value)));
    lines.addAll(facts.lines(INDENT));
  }

  private void signals() {
    section("what was odd, strongest first");
    for (Weight weight : Weight.of(alert)) {
      for (Signal signal : weight.signals()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s%5.1f bits  %s (%s)",
                INDENT,
                signal.getBits(),
                clean(signal.getName()),
                weight.group()));
        paragraph("              ", "seen:  " + signal.getObserved());
        paragraph("              ", "usual: " + signal.getExpected() + past(signal));
      }
    }
  }

  private static String past(Signal signal) {
    return " (" + Numbers.counted(signal.getHistory(), "past event") + ")";
  }

  private void sum() {
    section("how it adds up");
    Table groups = new Table();
    for (Weight weight : Weight.of(alert)) {
      groups.row(
          weight.group(),
          String.format(Locale.ROOT, "%5.1f bits", weight.bits()),
          weight.signals().stream()
              .map(signal -> clean(signal.getName()))
              .collect(Collectors.joining(", ")));
    }
    lines.addAll(groups.lines(INDENT));
    paragraph(
        INDENT,
        "Signals of one group move together, so their evidence is averaged; that of groups adds up."
            + " The sum is ranked among the stream's past events of that kind: "
            + String.format(Locale.ROOT, "%.1f bits, ", alert.getScoreBits())
            + Facts.rarity(alert)
            + ".");
    paragraph(INDENT, Facts.perDay(alert) + ".");
    if (alert.getCounterfactual() != null) {
      paragraph(INDENT, alert.getCounterfactual());
    }
  }

  private void evidence() {
    section("evidence");
    Table events = new Table();
    for (EvidenceEvent event : alert.getEvents()) {
      events.row(
          time(event.getTime()),
          clean(event.getAction()),
          clean(event.getVersion() == null ? "" : event.getVersion()),
          clean(event.getProject() == null ? "" : event.getProject()),
          clean(event.getEventId()) + " of " + clean(event.getSource()));
    }
    lines.addAll(events.lines(INDENT));
  }

  private void response() {
    if (alert.getResponse().isEmpty()) {
      return;
    }
    section("what to do first");
    for (ResponseAction action : alert.getResponse()) {
      paragraph(
          INDENT,
          action.getAction().replace('_', ' ')
              + " "
              + action.getTarget()
              + ": "
              + action.getReason());
    }
  }

  private void history() {
    if (revisions.size() == 1) {
      return;
    }
    section("revisions");
    Table table = new Table();
    for (Alert revision : revisions) {
      table.row(
          String.valueOf(revision.getRevision()),
          time(revision.getDetectedAt()),
          revision.getSeverity().name(),
          String.format(Locale.ROOT, "%.1f bits", revision.getScoreBits()),
          Numbers.counted(revision.getEvents().size(), "event"),
          clean(revision.getTitle()));
    }
    lines.addAll(table.lines(INDENT));
  }

  private void section(String title) {
    lines.add("");
    lines.add(title);
  }

  private void paragraph(String indent, String text) {
    Wrap.lines(clean(text), width - indent.length()).forEach(line -> lines.add(indent + line));
  }

  private static String time(Instant instant) {
    return TIME.format(instant) + " UTC";
  }

  private static String clean(String text) {
    return Clean.oneLine(text);
  }
}
