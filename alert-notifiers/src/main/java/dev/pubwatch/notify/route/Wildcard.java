package dev.pubwatch.notify.route;

import java.util.List;

/**
 * A text in which {@code *} stands for any characters, none among them. Matched in time linear in
 * both texts' lengths multiplied, without regular expressions, since names come from logs.
 */
record Wildcard(String text) {
  Wildcard {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a pattern must not be empty");
    }
  }

  static boolean anyMatches(List<Wildcard> patterns, String value) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(value));
  }

  /** Goes back to the last star where the rest does not fit. */
  boolean matches(String value) {
    int at = 0;
    int star = -1;
    int starAt = 0;
    int i = 0;
    while (i < value.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        starAt = i;
      } else if (at < text.length() && text.charAt(at) == value.charAt(i)) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++starAt;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
