package dev.pubwatch.cli.baseline;

import dev.pubwatch.cli.text.Nearest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was probably meant by a name that is not known: the same without its registry or scope
 * ({@code tinycolor}, {@code @ctrl/tinycolor}), else one that differs by few letters.
 */
final class NearMisses {
  private static final int SHOWN = 3;
  private static final int MAX_LENGTH_DIFFERENCE = 3;

  private NearMisses() {}

  /** {@code ; did you mean "x"?}, or nothing. */
  static String hint(String typed, List<String> keys) {
    List<String> meant = to(typed, keys);
    return meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?";
  }

  static List<String> to(String typed, List<String> keys) {
    String wanted = plain(typed);
    List<String> sameName =
        keys.stream()
            .filter(key -> ("/" + plain(key)).endsWith("/" + wanted))
            .limit(SHOWN)
            .toList();
    return sameName.isEmpty() ? nearest(wanted, keys) : sameName;
  }

  private static List<String> nearest(String wanted, List<String> keys) {
    boolean whole = wanted.contains("/");
    Map<String, String> keyByName = new TreeMap<>();
    for (String key : keys) {
      String plain = plain(key);
      String name = whole ? plain : plain.substring(plain.lastIndexOf('/') + 1);
      if (Math.abs(name.length() - wanted.length()) <= MAX_LENGTH_DIFFERENCE) {
        keyByName.putIfAbsent(name, key);
      }
    }
    List<String> found = new ArrayList<>();
    while (found.size() < SHOWN) {
      String name = Nearest.to(wanted, keyByName.keySet()).orElse("");
      String key = keyByName.remove(name);
      if (key == null) {
        return found;
      }
      found.add(key);
    }
    return found;
  }

  private static String plain(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    try {
      return URLDecoder.decode(lower.replace("+", "%2b"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return lower; // not percent-encoded
    }
  }
}
