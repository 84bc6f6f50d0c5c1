package dev.pubwatch.cli.stack.demo;

import dev.pubwatch.cli.stack.demo.Outcome.Catch;
import dev.pubwatch.cli.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demo's summary as a person reads it. */
public final class OutcomeText {
  private static final double DAYS_A_MONTH = 30.44;

  private OutcomeText() {}

  /** Lines to print. */
  public static List<String> of(Outcome outcome, long events, long days) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d events of %d days judged, %d alerts",
            events,
            days,
            outcome.alerts()));
    lines.add("");
    Table table = new Table().row("labelled incident", "caught", "at", "events named", "alerts");
    outcome.catches().forEach(one -> row(table, one));
    lines.addAll(table.lines("  "));
    lines.add("");
    int incidents = outcome.catches().size();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d of %d incidents caught, %d missed; %d alerts on something else, %.1f a month",
            outcome.caught(),
            incidents,
            incidents - outcome.caught(),
            outcome.falseAlerts(),
            outcome.falseAlerts() * DAYS_A_MONTH / Math.max(1, days)));
    return lines;
  }

  private static void row(Table table, Catch one) {
    table.row(
        one.incident().title(),
        one.isCaught() ? "yes" : "MISSED",
        one.isCaught() ? "event " + one.firstAlerted() : "-",
        one.eventsAlerted() + " of " + one.incident().eventIds().size(),
        Integer.toString(one.alerts()));
  }
}
