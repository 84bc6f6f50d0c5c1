package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.Calibration;
import dev.pubwatch.cli.backtest.measure.Caught;
import dev.pubwatch.cli.backtest.measure.Judged;
import dev.pubwatch.cli.backtest.measure.Labels;
import dev.pubwatch.cli.backtest.measure.Selection;
import dev.pubwatch.cli.backtest.measure.Standing;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/** A backtest's result as lines for a terminal. */
final class ResultText {
  private static final int UNNAMED_SHOWN = 5;
  private static final double LEAST_EXPECTED = 0.5;
  static final String INDENT = "  ";

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
    text.lines.addAll(AlertingText.lines(result));
    text.calibrations();
    return text.lines.stream().map(Clean::oneLine).toList();
  }

  /** What counts as normal, in words. */
  static String normal(Judged judged) {
    String history =
        judged.minHistory() == Selection.BY_KIND
            ? (hasPublishes(judged) ? "publishes with 5 earlier events of the project" : "")
            : judged.minHistory() == 0
                ? ""
                : "with "
                    + Numbers.counted(judged.minHistory(), "earlier event")
                    + " of the project";
    return (judged.actions().isEmpty() ? "nothing" : String.join(", ", judged.actions()))
        + " without a label"
        + (history.isEmpty() ? "" : ", " + history);
  }

  private static boolean hasPublishes(Judged judged) {
    return judged.actions().contains("release:publish");
  }

  private void judged() {
    Judged judged = result.judged();
    Table table = new Table();
    table.row(
        "judged",
        Numbers.counted(judged.events(), "event")
            + (judged.from() == null
                ? ""
                : " on %s days, %s to %s"
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

  private void calibrations() {
    for (Calibration calibration : result.calibrations()) {
      heading(
          "calibration, %s: %s without a label"
              .formatted(calibration.kind(), Numbers.counted(calibration.events(), "event")));
      Table table = new Table().row("above", "expected", "observed", "ratio");
      for (Calibration.Row row : told(calibration)) {
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

  /** Up to where something was to be expected or was seen. */
  private static List<Calibration.Row> told(Calibration calibration) {
    return calibration.rows().stream()
        .filter(row -> row.expected() >= LEAST_EXPECTED || row.observed() > 0)
        .toList();
  }

  private void heading(String text) {
    lines.add("");
    lines.add(text);
  }
}
