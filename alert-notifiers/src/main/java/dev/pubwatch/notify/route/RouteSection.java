package dev.pubwatch.notify.route;

import dev.pubwatch.formats.Nearest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of one route, silence or team, read key by key; faults are noted with its path. */
final class RouteSection {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(s|m|h|d)");
  private static final Pattern HOURS =
      Pattern.compile("([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})(?: +(\\S{1,64}))?");

  private final String name;
  private final String path;
  private final Map<String, String> values;
  private final List<String> faults;
  private final TreeSet<String> known = new TreeSet<>();

  RouteSection(String name, String path, Map<String, String> values, List<String> faults) {
    this.name = name;
    this.path = path;
    this.values = values;
    this.faults = faults;
    if (!NAME.matcher(name).matches()) {
      faults.add(path + ": a name must be letters, digits and dashes, at most 63");
    }
  }

  String name() {
    return name;
  }

  void fault(String key, String what) {
    faults.add(path + "." + key + " " + what);
  }

  private @Nullable String take(String key) {
    known.add(key);
    String value = values.get(key);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Parts between commas. */
  List<String> texts(String key) {
    String value = take(key);
    return value == null
        ? List.of()
        : Arrays.stream(value.split(",", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList();
  }

  List<Wildcard> patterns(String key) {
    return texts(key).stream().map(Wildcard::new).toList();
  }

  <T> List<T> known(String key, Map<String, T> things) {
    List<T> found = new ArrayList<>();
    for (String text : texts(key)) {
      T thing = things.get(text);
      if (thing == null) {
        fault(key, "must name some of " + things.keySet() + ", was " + text);
      } else {
        found.add(thing);
      }
    }
    return found;
  }

  <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    List<E> found = new ArrayList<>();
    for (String text : texts(key)) {
      E choice = choice(text, type);
      if (choice == null) {
        fault(key, "must be some of " + listed(type) + ", was " + text);
      } else {
        found.add(choice);
      }
    }
    return found;
  }

  <E extends Enum<E>> E choice(String key, E fallback, Class<E> type) {
    String value = take(key);
    E choice = value == null ? fallback : choice(value, type);
    if (choice == null) {
      fault(key, "must be one of " + listed(type) + ", was " + value);
    }
    return choice == null ? fallback : choice;
  }

  private static <E extends Enum<E>> @Nullable E choice(String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(choice -> spelled(choice).equals(text) && !text.equals("unknown"))
        .findFirst()
        .orElse(null);
  }

  private static List<String> listed(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(RouteSection::spelled)
        .filter(text -> !text.equals("unknown"))
        .toList();
  }

  private static String spelled(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  boolean flag(String key, boolean fallback) {
    String value = take(key);
    if (value == null || value.equals("true") || value.equals("false")) {
      return value == null ? fallback : value.equals("true");
    }
    fault(key, "must be true or false, was " + value);
    return fallback;
  }

  Duration duration(String key, Duration fallback, Duration most) {
    String value = take(key);
    if (value == null) {
      return fallback;
    }
    Matcher parts = SHORT.matcher(value);
    if (parts.matches()) {
      Duration unit =
          switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
          };
      Duration duration = unit.multipliedBy(Long.parseLong(parts.group(1)));
      if (duration.compareTo(most) <= 0) {
        return duration;
      }
    }
    fault(
        key,
        "must be a time such as 30s, 15m, 4h or 1d, at most %sd, was %s"
            .formatted(most.toDays(), value));
    return fallback;
  }

  Instant requiredInstant(String key) {
    String value = take(key);
    try {
      if (value != null) {
        return Instant.parse(value);
      }
    } catch (DateTimeException e) {
      // said below
    }
    fault(key, "must be a time such as 2026-12-24T18:00:00Z, was " + value);
    return Instant.EPOCH;
  }

  /** {@code 22:00-07:00 Europe/Berlin}; without a zone UTC. */
  @Nullable QuietHours quietHours(String key) {
    String value = take(key);
    if (value == null) {
      return null;
    }
    Matcher parts = HOURS.matcher(value);
    try {
      if (parts.matches()) {
        String zone = parts.group(3) == null ? "UTC" : parts.group(3);
        return new QuietHours(
            LocalTime.parse(parts.group(1)), LocalTime.parse(parts.group(2)), ZoneId.of(zone));
      }
      fault(key, "must be as 22:00-07:00 Europe/Berlin, was " + value);
    } catch (DateTimeException | IllegalArgumentException e) {
      fault(
          key, "must be as 22:00-07:00 Europe/Berlin, was %s: %s".formatted(value, e.getMessage()));
    }
    return null;
  }

  /** Notes every key that was not asked for. */
  void refuseOthers() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        faults.add(
            "unknown key %s.%s, did you mean %s.%s?"
                .formatted(path, key, path, Nearest.to(key, known)));
      }
    }
  }
}
