package dev.pubwatch.notify;

import dev.pubwatch.notify.route.Routing;
import dev.pubwatch.notify.route.RoutingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that begin with {@code notifiers.}, sorted by whose they are.
 *
 * @param routing routes, silences, teams and incidents
 * @param rates {@code notifiers.rates.CHANNEL}
 * @param channels all others: the channels' own, checked where those are built
 */
public record NoticeSettings(
    Routing routing, Map<String, Rate> rates, Map<String, String> channels) {
  /** What each of them begins with. */
  public static final String PREFIX = "notifiers.";

  private static final String RATES = "notifiers.rates.";

  public NoticeSettings {
    rates = Map.copyOf(rates);
    channels = Map.copyOf(channels);
  }

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException with every fault, a line each
   */
  public static NoticeSettings read(Map<String, String> settings) {
    List<String> faults = new ArrayList<>();
    Map<String, Rate> rates = new TreeMap<>();
    Map<String, String> channels = new TreeMap<>();
    new TreeMap<>(settings)
        .forEach(
            (key, value) -> {
              if (key.startsWith(RATES)) {
                rate(key, value, rates, faults);
              } else if (!RoutingReader.isSetting(key)) {
                channels.put(key, value);
              }
            });
    Routing routing = Routing.none();
    try {
      routing = RoutingReader.read(settings);
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return new NoticeSettings(routing, rates, channels);
  }

  private static void rate(String key, String value, Map<String, Rate> rates, List<String> faults) {
    try {
      rates.put(key.substring(RATES.length()), Rate.parse(value));
    } catch (IllegalArgumentException e) {
      faults.add(key + " " + e.getMessage());
    }
  }
}
