package dev.pubwatch.console;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How much time one bar of a chart stands for. */
enum TimeStep {
  DAY(ChronoUnit.DAYS),
  WEEK(ChronoUnit.WEEKS),
  MONTH(ChronoUnit.MONTHS),
  YEAR(ChronoUnit.YEARS);

  private final ChronoUnit unit;

  TimeStep(ChronoUnit unit) {
    this.unit = unit;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The first day of the step that {@code day} is in; weeks begin on Monday. */
  LocalDate floor(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** How many steps there are from the one of {@code first} to the one of {@code last}. */
  long bars(LocalDate first, LocalDate last) {
    return unit.between(floor(first), floor(last)) + 1;
  }

  /** What a person calls the step that begins with {@code first}. */
  String name(LocalDate first) {
    return this == DAY ? first.toString() : label() + " of " + first;
  }
}
