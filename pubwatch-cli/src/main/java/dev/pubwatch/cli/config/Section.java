package dev.pubwatch.cli.config;

import dev.pubwatch.cli.text.Durations;
import dev.pubwatch.cli.text.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, read key by key. A fault is noted and the default returned, so that the
 * whole file is checked in one go; {@link #refuseOthers} then names the keys that nobody asked for.
 */
final class Section {
  private static final int LONGEST_SHOWN = 60;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final String path;
  private final Map<?, ?> values;
  private final List<String> faults;
  private final Set<String> known = new LinkedHashSet<>();

  Section(String path, Map<?, ?> values, List<String> faults) {
    this.path = path;
    this.values = values;
    this.faults = faults;
  }

  Section section(String key) {
    Object value = take(key);
    if (value != null && !(value instanceof Map)) {
      fault(key, "must be a mapping", value);
    }
    return new Section(name(key), value instanceof Map<?, ?> map ? map : Map.of(), faults);
  }

  List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    int index = 0;
    for (Object item : list(key)) {
      String itemKey = key + "[" + index++ + "]";
      if (item instanceof Map<?, ?> map) {
        sections.add(new Section(name(itemKey), map, faults));
      } else {
        fault(itemKey, "must be a mapping", item);
      }
    }
    return sections;
  }

  boolean has(String key) {
    return values.get(key) != null;
  }

  boolean isMapping(String key) {
    return values.get(key) instanceof Map;
  }

  /** For a list that may be left out. */
  List<String> noTexts(String key) {
    take(key);
    return List.of();
  }

  int port(String key, int fallback) {
    Object value = take(key);
    if (value instanceof Integer port && port >= 0 && port <= 65535) {
      return port;
    }
    return faultUnlessAbsent(key, "must be a port from 0 to 65535", value, fallback);
  }

  double number(String key, double fallback, String rule, Predicate<Double> holds) {
    Object value = take(key);
    if (value instanceof Number number && holds.test(number.doubleValue())) {
      return number.doubleValue();
    }
    return faultUnlessAbsent(key, "must be " + rule, value, fallback);
  }

  Duration duration(String key, Duration fallback, Duration least, Duration most) {
    Object value = take(key);
    Duration duration = value instanceof String text ? Durations.parse(text).orElse(null) : null;
    if (duration != null && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
      return duration;
    }
    String rule =
        "must be a duration such as 10s or PT10S, from %s to %s"
            .formatted(Durations.brief(least), Durations.brief(most));
    return faultUnlessAbsent(key, rule, value, fallback);
  }

  boolean flag(String key, boolean fallback) {
    Object value = take(key);
    return value instanceof Boolean flag
        ? flag
        : faultUnlessAbsent(key, "must be true or false", value, fallback);
  }

  <E extends Enum<E>> E choice(String key, E fallback, Class<E> type) {
    Object value = take(key);
    for (E choice : type.getEnumConstants()) {
      if (spelled(choice).equals(value)) {
        return choice;
      }
    }
    List<String> choices = Arrays.stream(type.getEnumConstants()).map(Section::spelled).toList();
    return faultUnlessAbsent(key, "must be " + String.join(" or ", choices), value, fallback);
  }

  private static String spelled(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Nullable String text(String key) {
    Object value = take(key);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    if (value != null) {
      fault(key, "must be a text", value);
    }
    return null;
  }

  String requiredText(String key) {
    String text = text(key);
    if (text == null && !has(key)) {
      faults.add(name(key) + " is missing");
    }
    return text == null ? "" : text;
  }

  List<String> requiredTexts(String key) {
    List<?> items = list(key);
    if (!has(key)) {
      faults.add(name(key) + " is missing");
    } else if (items.isEmpty() && values.get(key) instanceof List) {
      fault(key, "must list at least one text", "an empty list");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (item instanceof String text && !text.isBlank()) {
        texts.add(text);
      } else {
        fault(key, "must list texts", item);
      }
    }
    return texts;
  }

  /** All of it, where keys are the operator's own and values are texts. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      String key = String.valueOf(entry.getKey());
      String text = text(key);
      if (text != null && !key.isBlank()) {
        texts.put(key, text);
      } else if (text == null && entry.getValue() == null) {
        faults.add(name(key) + " is missing");
      }
    }
    return texts;
  }

  /** Every key's mapping, where keys are the operator's own. */
  Map<String, Section> mappings() {
    Map<String, Section> mappings = new TreeMap<>();
    for (Object key : values.keySet()) {
      mappings.put(String.valueOf(key), section(String.valueOf(key)));
    }
    return mappings;
  }

  /** Every key's text, number, flag or list of those, which is joined by commas. */
  Map<String, String> scalars() {
    return scalars(values.keySet().stream().map(String::valueOf).toList());
  }

  /** The same of those keys that are there. */
  Map<String, String> scalars(List<String> keys) {
    Map<String, String> scalars = new TreeMap<>();
    for (String key : keys) {
      Object value = take(key);
      List<?> items =
          value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
      if (items.stream()
          .anyMatch(item -> item == null || item instanceof Map || item instanceof List)) {
        fault(key, "must be a text or a list of texts", value);
      } else if (value != null) {
        scalars.put(key, items.stream().map(String::valueOf).collect(Collectors.joining(",")));
      }
    }
    return scalars;
  }

  private List<?> list(String key) {
    Object value = take(key);
    return value instanceof List<?> list
        ? list
        : faultUnlessAbsent(key, "must be a list", value, List.of());
  }

  /** Notes every key that was not asked for, with the nearest that could have been. */
  void refuseOthers() {
    for (Object key : values.keySet()) {
      if (!(key instanceof String text && known.contains(text))) {
        faults.add("unknown key " + name(shown(key)) + suggestion(String.valueOf(key)));
      }
    }
  }

  private String suggestion(String key) {
    if (key.contains(".")) {
      return ", write the part before each dot as a mapping of its own";
    }
    return Nearest.to(key, known)
        .map(nearest -> ", did you mean " + name(nearest) + "?")
        .orElse(", known here: " + String.join(", ", known));
  }

  void fault(String key, String rule, @Nullable Object was) {
    faults.add(name(key) + " " + rule + ", was " + shown(was));
  }

  private <T> T faultUnlessAbsent(String key, String rule, @Nullable Object was, T fallback) {
    if (was != null) {
      fault(key, rule, was);
    }
    return fallback;
  }

  private @Nullable Object take(String key) {
    known.add(key);
    return values.get(key);
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String shown(@Nullable Object value) {
    String text =
        value instanceof Map ? "a mapping" : value instanceof List ? "a list" : "" + value;
    String safe = CONTROL.matcher(text).replaceAll("?");
    return safe.length() <= LONGEST_SHOWN ? safe : safe.substring(0, LONGEST_SHOWN) + "…";
  }
}
