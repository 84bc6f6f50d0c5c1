package dev.pubwatch.core.baseline;

import org.jspecify.annotations.Nullable;

/**
 * The covering prefix of an address where no routing data says better: /24 for IPv4, /48 for IPv6.
 */
final class Prefixes {
  private Prefixes() {}

  /** The prefix in CIDR form, or null when the text is no address. Never asks a name server. */
  static @Nullable String of(String ip) {
    return ip.indexOf(':') >= 0 ? ofV6(ip) : ofV4(ip);
  }

  private static @Nullable String ofV4(String ip) {
    int dots = 0;
    int thirdDot = -1;
    for (int i = 0; i < ip.length(); i++) {
      char c = ip.charAt(i);
      if (c == '.') {
        dots++;
        thirdDot = dots == 3 ? i : thirdDot;
      } else if (c < '0' || c > '9') {
        return null;
      }
    }
    return dots == 3 && ip.length() <= 15 ? ip.substring(0, thirdDot) + ".0/24" : null;
  }

  private static @Nullable String ofV6(String ip) {
    int gap = ip.indexOf("::");
    String head = gap >= 0 ? ip.substring(0, gap) : ip;
    String[] groups = head.isEmpty() ? new String[0] : head.split(":", -1);
    if (ip.length() > 45 || groups.length > 8) {
      return null;
    }
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      prefix.append(i < groups.length ? groups[i] : "0").append(':');
    }
    return prefix + ":/48";
  }
}
