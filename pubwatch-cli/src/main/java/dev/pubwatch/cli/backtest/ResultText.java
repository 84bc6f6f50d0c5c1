package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.Alerting;
import dev.pubwatch.cli.backtest.measure.Calibration;
import dev.pubwatch.cli.backtest.measure.CampaignOutcome;
import dev.pubwatch.cli.backtest.measure.Caught;
import dev.pubwatch.cli.backtest.measure.Comparison;
import dev.pubwatch.cli.backtest.measure.Judged;
import dev.pubwatch.cli.backtest.measure.Labels;
import dev.pubwatch.cli.backtest.measure.RaisedAlert;
import dev.pubwatch.cli.backtest.measure.Selection;
import dev.pubwatch.cli.backtest.measure.Standing;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/** A backtest's result as lines for a terminal. */
final class ResultText {
  /** Longer lists are cut, and say how many more there are. */
  static final int LONGEST_LIST = 40;

  private static final int UNNAMED_SHOWN = 5;
  private static final String INDENT = "  ";

  private final Result result;
  private final List<String> lines = new ArrayList<>();

  private ResultText(Result result) {
    this.result = result;
  }

  /** The lines, cleaned of what could drive a terminal. */
  static List<String> lines(Result result) {
    ResultText text = new ResultText(result);
    text.judged();
    result.standings().forEach(text::standing);
    text.alerting("its own alerts", result.alerting());
    text.campaigns();
    text.calibrations();
    text.comparison();
    return text.lines.stream().map(Clean::oneLine).toList();
  }

  /** What counts as normal, in words. */
  static String normal(Judged judged) {
    String history =
        judged.minHistory() == Selection.BY_KIND
            ? "publishes only with 5 earlier events of the project"
            : judged.minHistory() == 0
                ? ""
                : "with "
                    + Numbers.counted(judged.minHistory(), "earlier event")
                    + " of the project";
    return (judged.actions().isEmpty() ? "nothing" : String.join(", ", judged.actions()))
        + " without a label"
        + (history.isEmpty() ? "" : ", " + history);
  }

  private void judged() {
    Judged judged = result.judged();
    Table table = new Table();
    table.row(
        "judged",
        Numbers.counted(judged.events(), "event")
            + (judged.from() == null
                ? ""
                : " of %s days, %s to %s"
                    .formatted(
                        Numbers.grouped(judged.days()),
                        Figures.time(judged.from().toEpochMilli()),
                        Figures.time(judged.to() == null ? 0 : judged.to().toEpochMilli()))));
    table.row("normal", Numbers.grouped(judged.normal()) + ": " + normal(judged));
    table.row(
        "malicious",
        "%s in %s; %s labelled otherwise, left out"
            .formatted(
                Numbers.grouped(judged.malicious()),
                Numbers.counted(judged.campaigns(), "campaign"),
                Numbers.grouped(judged.other())));
    table.row("labels", labels(judged.labels()));
    lines.addAll(table.lines(INDENT));
  }

  private static String labels(Labels.Count count) {
    List<String> unnamed = count.unnamed();
    String first = String.join(", ", unnamed.subList(0, Math.min(UNNAMED_SHOWN, unnamed.size())));
    return Numbers.grouped(count.read())
        + ", "
        + Numbers.grouped(count.named())
        + " name an event that was read"
        + (unnamed.isEmpty()
            ? ""
            : ", %s name none: %s%s"
                .formatted(
                    Numbers.grouped(unnamed.size()),
                    first,
                    unnamed.size() > UNNAMED_SHOWN ? ", …" : ""));
  }

  private void standing(Standing standing) {
    heading("%s: AUC %s".formatted(standing.name(), Figures.auc(standing.ranking().auc())));
    if (standing.unscored() > 0) {
      lines.add(
          INDENT + Numbers.counted(standing.unscored(), "event") + " without a score, taken as 0");
    }
    Table table =
        new Table().row("of normal alerted", "above", "malicious events", "campaigns caught");
    for (double share : Result.SHARES) {
      Caught caught = standing.ranking().at(share);
      table.row(
          Figures.share(share),
          Figures.bits(caught.thresholdBits()) + " bits",
          Figures.part(caught.events(), caught.allEvents(), caught.recallInterval()),
          Figures.part(caught.campaigns(), caught.allCampaigns(), caught.campaignInterval()));
    }
    lines.addAll(table.lines(INDENT));
  }

  private void alerting(String name, Alerting alerting) {
    heading(name);
    lines.addAll(alertingTable(alerting).lines(INDENT));
  }

  private static Table alertingTable(Alerting alerting) {
    return new Table()
        .row("alerts", Numbers.grouped(alerting.alerts()) + ", revisions not counted")
        .row(
            "a day",
            "median %s, mean %s, most %s"
                .formatted(
                    Figures.number(alerting.medianPerDay(), 1),
                    Figures.rate(alerting.meanPerDay()),
                    Numbers.grouped(alerting.maxPerDay())))
        .row(
            "false",
            "%s name no labelled event, %s a day"
                .formatted(
                    Numbers.grouped(alerting.falseAlerts()), Figures.rate(alerting.falsePerDay())))
        .row(
            "caught",
            "%d of %s named, %d of %s met, %d of them at the first event"
                .formatted(
                    alerting.namedEvents(),
                    Numbers.counted(alerting.allEvents(), "malicious event"),
                    alerting.campaignsCaught(),
                    Numbers.counted(alerting.campaigns().size(), "campaign"),
                    alerting.campaignsCaughtAtFirst()));
  }

  private void campaigns() {
    List<CampaignOutcome> campaigns = result.alerting().campaigns();
    if (campaigns.isEmpty()) {
      return;
    }
    lines.add("");
    Table table =
        new Table().row("campaign", "first event", "first alert", "at first event", "events named");
    for (CampaignOutcome campaign : head(campaigns)) {
      table.row(
          campaign.campaign(),
          Figures.time(campaign.firstEventMillis()),
          Figures.delay(campaign),
          campaign.firstEventCaught() ? "yes" : "no",
          campaign.namedEvents() + " of " + campaign.events());
    }
    lines.addAll(table.lines(INDENT));
    more(campaigns);
  }

  private void calibrations() {
    for (Calibration calibration : result.calibrations()) {
      heading(
          "calibration, %s: %s without a label"
              .formatted(calibration.kind(), Numbers.counted(calibration.events(), "event")));
      Table table = new Table().row("above", "expected", "observed", "ratio");
      for (Calibration.Row row : calibration.rows()) {
        table.row(
            row.bits() + " bits",
            Figures.expected(row.expected()),
            Numbers.grouped(row.observed()),
            "%s (%s to %s)"
                .formatted(
                    Figures.number(row.ratio(), 2),
                    Figures.number(row.ratioInterval().low(), 2),
                    Figures.number(row.ratioInterval().high(), 2)));
      }
      lines.addAll(table.lines(INDENT));
    }
  }

  private void comparison() {
    Result.Other other = result.other();
    if (other == null) {
      return;
    }
    alerting("alerts " + other.name(), other.alerting());
    Comparison comparison = other.comparison();
    lines.add("");
    lines.add(
        INDENT
            + "%s the same, %s of another severity, %s added, %s removed"
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
    lines.addAll(table.lines(INDENT));
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

  private void heading(String text) {
    lines.add("");
    lines.add(text);
  }

  static <T> List<T> head(List<T> items) {
    return items.subList(0, Math.min(LONGEST_LIST, items.size()));
  }

  private void more(List<?> items) {
    if (items.size() > LONGEST_LIST) {
      lines.add(
          INDENT + "and " + Numbers.grouped(items.size() - LONGEST_LIST) + " more, in --json");
    }
  }
}
