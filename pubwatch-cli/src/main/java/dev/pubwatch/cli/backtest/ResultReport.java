package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.Calibration;
import dev.pubwatch.cli.backtest.measure.CampaignOutcome;
import dev.pubwatch.cli.backtest.measure.Caught;
import dev.pubwatch.cli.backtest.measure.Comparison;
import dev.pubwatch.cli.backtest.measure.Judged;
import dev.pubwatch.cli.backtest.measure.RaisedAlert;
import dev.pubwatch.cli.backtest.measure.Standing;
import dev.pubwatch.cli.text.Numbers;
import dev.pubwatch.console.ReportPage;
import dev.pubwatch.console.ReportPage.Tile;
import dev.pubwatch.console.ReportTable;
import dev.pubwatch.console.ReportTable.Column;
import dev.pubwatch.events.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A backtest's result as one HTML file with plots. */
final class ResultReport {
  /** What the intervals are, for whoever reads the figures. */
  static final String METHODS =
      "Intervals are 95 %: DeLong's on the logit scale for the area under ROC (where the two groups"
          + " do not overlap, Hanley and McNeil's variance solved for the area), Wilson's for"
          + " shares, exact Poisson limits (Byar's above 100) for calibration. They take events as independent;"
          + " versions of one campaign are not, so the interval by campaign is the safer one.";

  private final Result result;
  private final ReportPage page = ReportPage.titled("Backtest");

  private ResultReport(Result result) {
    this.result = result;
  }

  /**
   * Writes the report.
   *
   * @param alerts the run's own, last revisions
   */
  static void write(Path file, Result result, List<Alert> alerts) throws IOException {
    ResultReport report = new ResultReport(result);
    report.judged();
    report.standings();
    report.alerting(alerts);
    report.calibrations();
    report.comparison();
    report.needs();
    report.page.write(file);
  }

  private void judged() {
    Judged judged = result.judged();
    List<Tile> tiles = new ArrayList<>();
    tiles.add(new Tile("normal events", Numbers.grouped(judged.normal())));
    tiles.add(new Tile("malicious events", Numbers.grouped(judged.malicious())));
    tiles.add(new Tile("campaigns", Numbers.grouped(judged.campaigns())));
    tiles.add(new Tile("days with events", Numbers.grouped(judged.days())));
    tiles.add(new Tile("alerts", Numbers.grouped(result.alerting().alerts())));
    tiles.add(new Tile("false alerts a day", Figures.rate(result.alerting().falsePerDay())));
    page.numbers(tiles)
        .paragraph("Normal: " + ResultText.normal(judged) + ".")
        .paragraph(
            "%s labels were read, %s name an event of the run; %s events are labelled as something other than malicious and left out."
                .formatted(
                    Numbers.grouped(judged.labels().read()),
                    Numbers.grouped(judged.labels().named()),
                    Numbers.grouped(judged.other())))
        .paragraph(METHODS);
  }

  private void standings() {
    page.heading("Caught at a share of normal events alerted");
    List<Column> columns =
        List.of(
            Column.text("Detector"),
            Column.number("Of normal alerted"),
            Column.number("Above, bits"),
            Column.number("Malicious events"),
            Column.number("Campaigns"));
    List<List<String>> rows = new ArrayList<>();
    for (Standing standing : result.standings()) {
      for (double share : Result.SHARES) {
        Caught caught = standing.ranking().at(share);
        rows.add(
            List.of(
                standing.name(),
                Figures.share(share),
                Figures.bits(caught.thresholdBits()),
                Figures.part(caught.events(), caught.allEvents(), caught.recallInterval()),
                Figures.part(
                    caught.campaigns(), caught.allCampaigns(), caught.campaignInterval())));
      }
    }
    page.table(new ReportTable("Area under ROC: " + areas(), columns, rows));
    ResultPlots plots = new ResultPlots(result);
    page.plot(plots.roc()).plot(plots.recall()).plot(plots.campaigns());
  }

  private String areas() {
    return String.join(
        "; ",
        result.standings().stream()
            .map(s -> s.name() + " " + Figures.auc(s.ranking().auc()))
            .toList());
  }

  private void alerting(List<Alert> alerts) {
    page.heading("Alerts")
        .paragraph(
            "%s alerts on %s days with events: median %s a day, mean %s, most %s; %s name no labelled event."
                .formatted(
                    Numbers.grouped(result.alerting().alerts()),
                    Numbers.grouped(result.alerting().days()),
                    Figures.number(result.alerting().medianPerDay(), 1),
                    Figures.rate(result.alerting().meanPerDay()),
                    Numbers.grouped(result.alerting().maxPerDay()),
                    Numbers.grouped(result.alerting().falseAlerts())));
    page.alertsOverTime(alerts, result.judged().from(), null);
    List<Column> columns =
        List.of(
            Column.text("Campaign"),
            Column.text("First malicious event"),
            Column.text("First alert after"),
            Column.text("At the first event"),
            Column.number("Events named"));
    page.table(
        new ReportTable(
            "Time to detect",
            columns,
            result.alerting().campaigns().stream().map(ResultReport::row).toList()));
  }

  private static List<String> row(CampaignOutcome campaign) {
    return List.of(
        campaign.campaign(),
        Figures.time(campaign.firstEventMillis()),
        Figures.delay(campaign),
        campaign.firstEventCaught() ? "yes" : "no",
        campaign.namedEvents() + " of " + campaign.events());
  }

  private void calibrations() {
    page.heading("Calibration")
        .paragraph(
            "Of events without a label, the share that scores above b bits should be 2⁻ᵇ."
                + " A ratio above 1 means more alarms than promised.");
    List<Column> columns =
        List.of(
            Column.number("Above, bits"),
            Column.number("Expected"),
            Column.number("Observed"),
            Column.number("Ratio"),
            Column.number("Interval"));
    if (!result.calibrations().isEmpty()) {
      page.plot(new ResultPlots(result).calibration());
    }
    for (Calibration calibration : result.calibrations()) {
      page.table(
          new ReportTable(
              calibration.kind() + ", " + Numbers.counted(calibration.events(), "event"),
              columns,
              calibration.rows().stream().map(ResultReport::row).toList()));
    }
  }

  private static List<String> row(Calibration.Row row) {
    return List.of(
        Integer.toString(row.bits()),
        Figures.expected(row.expected()),
        Numbers.grouped(row.observed()),
        Figures.number(row.ratio(), 2),
        Figures.number(row.ratioInterval().low(), 2)
            + " to "
            + Figures.number(row.ratioInterval().high(), 2));
  }

  private void comparison() {
    Result.Other other = result.other();
    if (other == null) {
      return;
    }
    Comparison comparison = other.comparison();
    page.heading("What changes " + other.name())
        .paragraph(
            "%s alerts are the same, %s change in severity, %s are added, %s removed; %s a day instead of %s, %s a day of them false instead of %s."
                .formatted(
                    Numbers.grouped(comparison.same()),
                    Numbers.grouped(comparison.changed().size()),
                    Numbers.grouped(comparison.added().size()),
                    Numbers.grouped(comparison.removed().size()),
                    Figures.rate(other.alerting().meanPerDay()),
                    Figures.rate(result.alerting().meanPerDay()),
                    Figures.rate(other.alerting().falsePerDay()),
                    Figures.rate(result.alerting().falsePerDay())));
    List<List<String>> rows = new ArrayList<>();
    comparison.added().forEach(alert -> rows.add(row("added", alert, alert.severity())));
    comparison.removed().forEach(alert -> rows.add(row("removed", alert, alert.severity())));
    comparison
        .changed()
        .forEach(c -> rows.add(row("severity", c.after(), AlertingText.severities(c))));
    List<Column> columns =
        List.of(
            Column.text("Change"),
            Column.text("Severity"),
            Column.text("Detected"),
            Column.text("Alert"),
            Column.text("About"));
    page.table(new ReportTable("Alerts that differ", columns, rows));
  }

  private static List<String> row(String change, RaisedAlert alert, String severity) {
    return List.of(
        change, severity, Figures.time(alert.detectedMillis()), alert.id(), alert.title());
  }

  private void needs() {
    if (result.needs().isEmpty()) {
      return;
    }
    page.heading("Needs");
    List<Column> columns =
        List.of(Column.text("Need"), Column.number("Reached"), Column.text("Holds"));
    page.table(
        new ReportTable(
            "What was asked for",
            columns,
            result.needs().stream()
                .map(
                    n ->
                        List.of(
                            n.need().toString(),
                            Figures.number(n.value(), 4),
                            n.holds() ? "yes" : "no"))
                .toList()));
  }
}
