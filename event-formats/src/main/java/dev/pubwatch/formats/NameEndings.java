package dev.pubwatch.formats;

import java.util.List;
import java.util.Locale;

/** Tells whether a text ends with one of a few names, whatever their case. */
final class NameEndings {
  private static final int ASCII = 128;

  private final List<String> names;

  /** Whether a name can end with that character, which rules out most text. */
  private final boolean[] last = new boolean[ASCII];

  /**
   * @param names in lower-case ASCII
   */
  NameEndings(List<String> names) {
    this.names = List.copyOf(names);
    for (String name : names) {
      String end = name.substring(name.length() - 1);
      last[end.charAt(0)] = true;
      last[end.toUpperCase(Locale.ROOT).charAt(0)] = true;
    }
  }

  /** Whether the first {@code end} characters of the text end with a name. */
  boolean end(String text, int end) {
    if (end == 0 || text.charAt(end - 1) >= ASCII || !last[text.charAt(end - 1)]) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (text.regionMatches(true, end - name.length(), name, 0, name.length())) {
        return true;
      }
    }
    return false;
  }
}
