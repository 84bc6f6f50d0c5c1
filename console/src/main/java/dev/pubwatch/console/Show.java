package dev.pubwatch.console;

import dev.pubwatch.events.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Values as a person reads them; the same on every machine. */
final class Show {
  /** Most urgent first. */
  static final List<Severity> SEVERITIES =
      List.of(
          Severity.critical,
          Severity.high,
          Severity.medium,
          Severity.low,
          Severity.info,
          Severity.unknown);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Show() {}

  static String time(Instant time) {
    return TIME.format(time);
  }

  /** {@code 165,928}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 alert}, {@code 2 alerts}. */
  static String count(long count, String one) {
    return count(count) + " " + one + (count == 1 ? "" : "s");
  }

  /** One place after the point. */
  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** Two significant digits, for values of any size. */
  static String rate(double value) {
    return String.format(Locale.ROOT, "%.2g", value);
  }
}
