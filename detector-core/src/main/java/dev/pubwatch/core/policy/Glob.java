package dev.pubwatch.core.policy;

import java.util.Locale;

/**
 * A name, whatever the case, in which each {@code *} stands for any run of characters; matched in
 * time linear in the text for each star.
 *
 * @param pattern lower case
 */
record Glob(String pattern) {
  static Glob of(String text) {
    return new Glob(text.strip().toLowerCase(Locale.ROOT));
  }

  boolean matches(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    int p = 0;
    int star = -1;
    int resume = 0;
    int t = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
