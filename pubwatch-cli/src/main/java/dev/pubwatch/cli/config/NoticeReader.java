package dev.pubwatch.cli.config;

import dev.pubwatch.notify.NoticeSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The sections of {@code notifiers} that the notifiers read themselves, as flat settings: {@code
 * routes: {web: {quietHours: …}}} is {@code notifiers.routes.web.quiet-hours}. Lists are joined by
 * commas.
 */
final class NoticeReader {
  /** Keys below a name that the operator gives. */
  private static final List<String> NAMED = List.of("routes", "silences", "teams", "channels");

  private static final List<String> PLAIN = List.of("incidents");
  private static final List<String> GENERAL =
      List.of("allowedHosts", "allowedNetworks", "consoleUrl");
  private static final String RATES = "rates";
  private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])([A-Z])");

  private NoticeReader() {}

  static Map<String, String> read(Section section, List<String> faults) {
    Map<String, String> flat = new TreeMap<>();
    for (String key : NAMED) {
      section
          .section(key)
          .mappings()
          .forEach((name, values) -> put(flat, key + "." + name, values, true));
    }
    PLAIN.forEach(key -> put(flat, key, section.section(key), true));
    put(flat, RATES, section.section(RATES), false);
    Map<String, String> general = section.scalars(GENERAL);
    general.forEach((key, value) -> flat.put(NoticeSettings.PREFIX + kebab(key), value));
    try {
      NoticeSettings.read(flat);
    } catch (IllegalArgumentException e) {
      faults.addAll(String.valueOf(e.getMessage()).lines().toList());
    }
    return flat;
  }

  private static void put(Map<String, String> flat, String path, Section section, boolean ownKeys) {
    section
        .scalars()
        .forEach(
            (key, value) ->
                flat.put(NoticeSettings.PREFIX + path + "." + (ownKeys ? kebab(key) : key), value));
  }

  private static String kebab(String key) {
    return CAPITAL.matcher(key).replaceAll("-$1").toLowerCase(Locale.ROOT);
  }
}
