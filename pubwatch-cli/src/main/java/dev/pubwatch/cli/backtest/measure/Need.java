package dev.pubwatch.cli.backtest.measure;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a run must reach: {@code recall@0.001>=0.7}, {@code campaigns@0.001>=4}, {@code
 * auc>=0.97}, {@code alerts-per-day<=5}, {@code false-alerts-per-day<=5}.
 */
public final class Need {
  /** What can be asked for. */
  public static final String SYNTAX =
      "recall@SHARE>=X, campaigns@SHARE>=N, auc>=X, alerts-per-day<=X or false-alerts-per-day<=X";

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?:(recall|campaigns)@([0-9.]{1,20})|(auc|alerts-per-day|false-alerts-per-day))"
              + "(>=|<=)([0-9.]{1,20})");

  private final String metric;
  private final double share;
  private final boolean atLeast;
  private final double bound;

  private Need(String metric, double share, boolean atLeast, double bound) {
    this.metric = metric;
    this.share = share;
    this.atLeast = atLeast;
    this.bound = bound;
  }

  /** Reads a need; empty when it is none. */
  public static Optional<Need> parse(String written) {
    Matcher m = WRITTEN.matcher(written.replace(" ", ""));
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      boolean shared = m.group(1) != null;
      double share = shared ? Double.parseDouble(m.group(2)) : 0;
      double bound = Double.parseDouble(m.group(5));
      return share > 1
          ? Optional.empty()
          : Optional.of(
              new Need(shared ? m.group(1) : m.group(3), share, m.group(4).equals(">="), bound));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What the run reaches; NaN when there is nothing to measure. */
  public double value(Ranking ranking, Alerting alerting) {
    return switch (metric) {
      case "recall" -> ranking.at(share).recall();
      case "campaigns" -> ranking.at(share).campaigns();
      case "auc" -> ranking.auc().value();
      case "alerts-per-day" -> alerting.meanPerDay();
      default -> alerting.falsePerDay();
    };
  }

  /** Whether a value is enough; what could not be measured is not. */
  public boolean holds(double value) {
    return atLeast ? value >= bound : value <= bound;
  }

  /** What was not reached, as a sentence. */
  public String complaint(double value) {
    String is = Double.isNaN(value) ? "unknown, as no malicious event was read" : shown(value);
    return "%s is %s, needs %s %s"
        .formatted(name(), is, atLeast ? "at least" : "at most", shown(bound));
  }

  private String name() {
    boolean ofShare = metric.equals("recall") || metric.equals("campaigns");
    return ofShare ? metric + "@" + shown(share) : metric;
  }

  @Override
  public String toString() {
    return name() + (atLeast ? ">=" : "<=") + shown(bound);
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.6f", value).replaceFirst("\\.?0+$", "");
  }
}
