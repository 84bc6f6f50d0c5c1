package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.Auc;
import dev.pubwatch.cli.backtest.measure.CampaignOutcome;
import dev.pubwatch.cli.backtest.measure.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Results as a person reads them, the same in text and in HTML. */
final class Figures {
  private static final double PERCENT = 100;

  private Figures() {}

  /** {@code 0.05 %}, {@code 5 %}. */
  static String share(double share) {
    return number(share * PERCENT, 4).replaceFirst("\\.?0+$", "") + " %";
  }

  /** {@code 9 of 17, 53 % (31 to 74)}. */
  static String part(int hits, int all, Interval interval) {
    return all == 0
        ? "none to catch"
        : "%d of %d, %s %% (%s to %s)"
            .formatted(
                hits,
                all,
                whole(PERCENT * hits / all),
                whole(PERCENT * interval.low()),
                whole(PERCENT * interval.high()));
  }

  /** {@code 0.9970 (0.9853 to 0.9994)}. */
  static String auc(Auc auc) {
    return Double.isNaN(auc.value())
        ? "unknown"
        : "%s (%s to %s)"
            .formatted(
                number(auc.value(), 4),
                number(auc.interval().low(), 4),
                number(auc.interval().high(), 4));
  }

  static String bits(double bits) {
    return number(bits, 1);
  }

  /** Two places, and three digits of what is small. */
  static String rate(double value) {
    return value == 0 || value >= 0.1
        ? number(value, 2)
        : String.format(Locale.ROOT, "%.2g", value);
  }

  /** A count that is expected, with a place after the point where that matters. */
  static String expected(double value) {
    return number(value, value < PERCENT ? 1 : 0);
  }

  static String number(double value, int places) {
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }

  /** When an alert came, from the first malicious event on. */
  static String delay(CampaignOutcome outcome) {
    if (!outcome.caught()) {
      return "never";
    }
    long millis = outcome.firstAlertMillis() - outcome.firstEventMillis();
    return millis == 0 ? "at once" : duration(Duration.ofMillis(millis));
  }

  private static String duration(Duration time) {
    long hours = time.toHours();
    if (hours >= 48) {
      return time.toDays() + " days";
    }
    if (hours > 0) {
      return "%d h %02d min".formatted(hours, time.toMinutesPart());
    }
    long minutes = time.toMinutes();
    return minutes > 0
        ? "%d min %02d s".formatted(minutes, time.toSecondsPart())
        : number(time.toMillis() / 1000.0, 1) + " s";
  }

  /** To the second, UTC. */
  static String time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String whole(double value) {
    return number(value, 0);
  }
}
