package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.Alerting;
import dev.pubwatch.cli.backtest.measure.CampaignOutcome;
import dev.pubwatch.cli.backtest.measure.Comparison;
import dev.pubwatch.cli.backtest.measure.RaisedAlert;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a run's own alerts come to as lines for a terminal, beside another configuration's. */
final class AlertingText {
  /** Longer lists are cut, and say how many more there are. */
  static final int LONGEST_LIST = 40;

  private final Result result;
  private final List<Alerting> runs = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private AlertingText(Result result) {
    this.result = result;
    runs.add(result.alerting());
    if (result.other() != null) {
      runs.add(result.other().alerting());
    }
  }

  static List<String> lines(Result result) {
    AlertingText text = new AlertingText(result);
    text.totals();
    text.campaigns();
    if (result.other() != null) {
      text.changes(result.other().comparison());
    }
    return text.lines;
  }

  private void totals() {
    lines.add("");
    Table table = new Table();
    if (result.other() == null) {
      lines.add("its own alerts");
    } else {
      table.row("its own alerts", "as it is", result.other().name());
    }
    row(table, "alerts, revisions not counted", a -> Numbers.grouped(a.alerts()));
    row(table, "naming no labelled event", a -> Numbers.grouped(a.falseAlerts()));
    row(table, "alerts a day", AlertingText::perDay);
    row(table, "of these, naming no labelled event", a -> Figures.rate(a.falsePerDay()));
    row(table, "malicious events named", a -> a.namedEvents() + " of " + a.allEvents());
    row(
        table,
        "campaigns caught",
        a -> a.campaignsCaught() + " of " + Numbers.grouped(a.campaigns().size()));
    row(table, "of these, at the first event", a -> Integer.toString(a.campaignsCaughtAtFirst()));
    lines.addAll(table.lines(result.other() == null ? ResultText.INDENT : ""));
  }

  private static String perDay(Alerting alerting) {
    return "median %s, mean %s, most %s"
        .formatted(
            Figures.number(alerting.medianPerDay(), 1),
            Figures.rate(alerting.meanPerDay()),
            Numbers.grouped(alerting.maxPerDay()));
  }

  private void row(Table table, String name, Function<Alerting, String> figure) {
    List<String> cells = new ArrayList<>(List.of(name));
    runs.forEach(run -> cells.add(figure.apply(run)));
    table.row(cells.toArray(String[]::new));
  }

  private void campaigns() {
    List<CampaignOutcome> campaigns = result.alerting().campaigns();
    if (campaigns.isEmpty()) {
      return;
    }
    lines.add("");
    Table table = new Table();
    List<String> header = new ArrayList<>(List.of("campaign", "first event"));
    runs.forEach(run -> header.addAll(List.of("first alert", "at first event", "named")));
    table.row(header.toArray(String[]::new));
    for (int i = 0; i < Math.min(LONGEST_LIST, campaigns.size()); i++) {
      CampaignOutcome campaign = campaigns.get(i);
      List<String> cells = new ArrayList<>();
      cells.add(campaign.campaign());
      cells.add(Figures.time(campaign.firstEventMillis()));
      for (Alerting run : runs) {
        cells.addAll(met(run.campaigns().get(i)));
      }
      table.row(cells.toArray(String[]::new));
    }
    lines.addAll(table.lines(ResultText.INDENT));
    more(campaigns);
  }

  private static List<String> met(CampaignOutcome campaign) {
    return List.of(
        Figures.delay(campaign),
        campaign.firstEventCaught() ? "yes" : "no",
        campaign.namedEvents() + " of " + campaign.events());
  }

  private void changes(Comparison comparison) {
    lines.add("");
    lines.add(
        "%s the same, %s of another severity, %s added, %s removed"
            .formatted(
                Numbers.counted(comparison.same(), "alert"),
                Numbers.grouped(comparison.changed().size()),
                Numbers.grouped(comparison.added().size()),
                Numbers.grouped(comparison.removed().size())));
    Table table = new Table();
    head(comparison.added()).forEach(alert -> row(table, "+", alert, alert.severity()));
    head(comparison.removed()).forEach(alert -> row(table, "-", alert, alert.severity()));
    head(comparison.changed())
        .forEach(change -> row(table, "~", change.after(), severities(change)));
    lines.addAll(table.lines(ResultText.INDENT));
    more(comparison.added());
    more(comparison.removed());
    more(comparison.changed());
  }

  static String severities(Comparison.Change change) {
    return change.before().severity() + " → " + change.after().severity();
  }

  private static void row(Table table, String sign, RaisedAlert alert, String severity) {
    table.row(sign, severity, Figures.time(alert.detectedMillis()), alert.id(), alert.title());
  }

  private static <T> List<T> head(List<T> items) {
    return items.subList(0, Math.min(LONGEST_LIST, items.size()));
  }

  private void more(List<?> items) {
    if (items.size() > LONGEST_LIST) {
      lines.add(
          ResultText.INDENT
              + "and %s more, in --json".formatted(Numbers.grouped(items.size() - LONGEST_LIST)));
    }
  }
}
