package dev.pubwatch.cli.simulate.world;

import dev.pubwatch.events.NetworkKind;
import java.util.Locale;

/** The networks of the simulated world, all of them in reserved ranges. */
public final class Networks {
  private static final String[] COUNTRIES = {
    "US", "US", "US", "DE", "GB", "FR", "IN", "CN", "JP", "BR", "CA", "NL", "PL", "ES", "AU", "SE"
  };

  /** Hours east of UTC, roughly, of each of them. */
  private static final int[] ZONES = {-5, -6, -8, 1, 0, 1, 5, 8, 9, -3, -5, 1, 1, 1, 10, 1};

  private static final String[] CI = {"example-actions", "example-pipelines", "example-build"};
  private static final String[] EXITS = {"US", "NL", "SE", "SG", "CH"};
  private static final int CARRIERS = 12;

  private Networks() {}

  static int country(Dice dice) {
    return dice.below(COUNTRIES.length);
  }

  static int zone(int country) {
    return ZONES[country];
  }

  /** A line at home or in an office: one prefix for years, another address each fortnight. */
  static Place line(long person, int country, long fortnight) {
    long carrier = Math.floorMod(person >>> 5, (long) CARRIERS);
    long high = 1 + Math.floorMod(person, 0xffeL);
    long low = 1 + Math.floorMod(person >>> 20, 0xfffeL);
    long host = 1 + Math.floorMod(Dice.mix(person + fortnight), 0xfffeL);
    return new Place(
        String.format(Locale.ROOT, "3fff:%x:%x::%x", high, low, host),
        String.format(Locale.ROOT, "3fff:%x:%x::/48", high, low),
        4_200_000_000L + country * 100L + carrier,
        String.format(Locale.ROOT, "Example Telecom %s %d", COUNTRIES[country], carrier),
        COUNTRIES[country],
        NetworkKind.isp,
        null);
  }

  /** A telephone's network. */
  static Place mobile(int country, Dice dice) {
    int host = 1 + dice.below(0xfffe);
    return new Place(
        String.format(Locale.ROOT, "3fff:fff:%x::%x", country + 1, host),
        String.format(Locale.ROOT, "3fff:fff:%x::/48", country + 1),
        4_210_000_000L + country,
        "Example Mobile " + COUNTRIES[country],
        COUNTRIES[country],
        NetworkKind.mobile,
        null);
  }

  /** An exit of a VPN that many people use. */
  public static Place vpn(int number) {
    int exit = Math.floorMod(number, EXITS.length);
    return new Place(
        String.format(
            Locale.ROOT, "198.51.100.%d", exit * 32 + 1 + Math.floorMod(number / EXITS.length, 30)),
        String.format(Locale.ROOT, "198.51.100.%d/27", exit * 32),
        64_500,
        "Example VPN",
        EXITS[exit],
        NetworkKind.vpn,
        null);
  }

  /** One runner out of a CI provider's thousands: hardly ever the same address twice. */
  public static Place runner(int provider, long number) {
    int which = Math.floorMod(provider, CI.length);
    int block = Math.floorMod((int) (Dice.mix(number) >>> 8), 64);
    int host = 1 + Math.floorMod((int) (Dice.mix(number) >>> 40), 254);
    return new Place(
        String.format(Locale.ROOT, "198.18.%d.%d", which * 64 + block, host),
        String.format(Locale.ROOT, "198.18.%d.0/18", which * 64),
        64_501L + which,
        "Example CI " + which,
        "US",
        NetworkKind.ci,
        CI[which]);
  }

  /** A machine that an owner rents: his own runner, or what an intruder acts from. */
  public static Place rented(long number) {
    int network = Math.floorMod((int) (number >>> 7), 64);
    return new Place(
        String.format(Locale.ROOT, "198.19.%d.%d", network * 4, 1 + Math.floorMod(number, 250L)),
        String.format(Locale.ROOT, "198.19.%d.0/22", network * 4),
        64_600L + network,
        "Example Hosting " + network,
        EXITS[network % EXITS.length],
        NetworkKind.hosting,
        null);
  }

  static int providers() {
    return CI.length;
  }
}
