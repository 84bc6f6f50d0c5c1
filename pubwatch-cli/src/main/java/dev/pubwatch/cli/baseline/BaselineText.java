package dev.pubwatch.cli.baseline;

import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.text.Numbers;
import dev.pubwatch.core.Describer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Baselines for a person: what is usual, how usual, since when, on how many events that rests. */
final class BaselineText {
  private static final int MAX_VALUES = 10;
  private static final int LONGEST_VALUE = 60;
  private static final double HOURS_A_DAY = 24;
  private static final double DAYS_A_YEAR = 365.25;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private BaselineText() {}

  /** The lines, without anything from a log that could harm a terminal. */
  static List<String> lines(List<Entity> entities, String origin) {
    List<String> lines = new ArrayList<>();
    for (Entity entity : entities) {
      lines.add(entity.kind() + " " + clean(entity.key()));
      Table table = new Table();
      entity.rows().forEach(row -> add(row, table));
      lines.addAll(table.lines("  "));
      lines.add("");
    }
    lines.add("from the " + origin + "; counts and shares fade with what came since");
    return lines;
  }

  private static void add(Entity.Row row, Table table) {
    String name = row.name().replace('_', ' ');
    if (row instanceof Entity.Values values) {
      addValues(name, values.values(), table);
    } else if (row instanceof Entity.Quantity quantity) {
      table.row(name, usual(quantity));
    } else if (row instanceof Entity.Fact fact) {
      table.row(name, Clean.oneLine(fact.text()));
    } else if (row instanceof Entity.Count count) {
      table.row(name, Numbers.grouped(count.number()));
    } else if (row instanceof Entity.Time time) {
      table.row(name, MINUTE.format(Instant.ofEpochMilli(time.millis())));
    }
  }

  private static void addValues(String name, List<Describer.Value> values, Table table) {
    List<Describer.Value> shown = values.subList(0, Math.min(MAX_VALUES, values.size()));
    for (int i = 0; i < shown.size(); i++) {
      table.row(i == 0 ? name : "", value(shown.get(i)));
    }
    if (values.size() > shown.size()) {
      table.row("", "and " + (values.size() - shown.size()) + " rarer");
    }
  }

  private static String value(Describer.Value value) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "%3.0f %%  %s", 100 * value.share(), clean(value.value())));
    text.append(String.format(Locale.ROOT, "  (%.3g", value.count()));
    if (value.firstMillis() != Describer.NO_TIME) {
      text.append(" since ").append(day(value.firstMillis()));
      text.append(", last ").append(day(value.lastMillis()));
    }
    text.append(')');
    return value.young() ? text.append(", too young to be usual").toString() : text.toString();
  }

  private static String usual(Entity.Quantity q) {
    return String.format(
        Locale.ROOT,
        "95 %% at most %s, half at most %s (%.3g past)",
        amount(q.usual(), q.unit()),
        amount(q.median(), q.unit()),
        q.events());
  }

  private static String amount(double amount, String unit) {
    if (!unit.equals("hours")) {
      return Numbers.grouped((long) Math.floor(amount));
    }
    double days = amount / HOURS_A_DAY;
    if (days < 2) {
      return String.format(Locale.ROOT, "%.0f hours", amount);
    }
    return days < 2 * DAYS_A_YEAR
        ? String.format(Locale.ROOT, "%.0f days", days)
        : String.format(Locale.ROOT, "%.1f years", days / DAYS_A_YEAR);
  }

  private static String day(long millis) {
    return DAY.format(Instant.ofEpochMilli(millis));
  }

  private static String clean(String text) {
    String clean = Clean.oneLine(text);
    return clean.length() <= LONGEST_VALUE ? clean : clean.substring(0, LONGEST_VALUE) + "…";
  }
}
