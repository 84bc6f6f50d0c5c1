package dev.pubwatch.benchmarks.peers;

import java.util.List;
import java.util.Locale;

/** The outcome of a contest as lines of a table. */
final class ResultTable {
  /** The outcome of what did not run. */
  static final Judgement.Outcome NONE = new Judgement.Outcome(0, List.of(), 0, 0);

  /** Without its last word, the folder. */
  static final String FOOTER =
      """

      recall (campaigns) at a share of the normal events flagged; "says something" is the share of
      normal events that score above 0 and the recall there, which is all that a yes/no rule has.
      * the most favourable setting of its kind by recall at 0.5 %, chosen with the labels known;
      its scores are in\s""";

  private ResultTable() {}

  static String header(double[] shares) {
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "%n%-46s %7s", "method", "AUC"));
    for (double share : shares) {
      line.append(String.format(Locale.ROOT, " %11s", percent(share)));
    }
    return line.append(String.format(Locale.ROOT, " %18s %10s%n", "says something", "us/event"))
        .toString();
  }

  static String row(Contest.Entry entry, Judgement.Outcome outcome, boolean isBest) {
    String name = (isBest ? "* " : "  ") + entry.name();
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "%-46s %7.3f", name, outcome.auc()));
    for (Judgement.Point point : outcome.points()) {
      line.append(
          String.format(
              Locale.ROOT,
              " %11s",
              "%.0f %% (%d)".formatted(point.recall() * 100, point.campaigns())));
    }
    String raised =
        String.format(
            Locale.ROOT, "%.2f %%: %.0f %%", outcome.raised() * 100, outcome.raisedRecall() * 100);
    return line.append(String.format(Locale.ROOT, " %18s %10.1f%n", raised, entry.microsAnEvent()))
        .toString();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
