package dev.pubwatch.formats;

import java.util.Arrays;
import java.util.List;

/** Tells whether a text ends with one of a few names, whatever their case. */
final class NameEndings {
  private static final int ASCII = 128;
  private static final String[] NONE = {};

  /** Names by their last two characters, which rule out nearly all text. */
  private final String[][] byPair = new String[ASCII * ASCII][];

  /**
   * @param names in lower-case ASCII, of at least two characters
   */
  NameEndings(List<String> names) {
    Arrays.fill(byPair, NONE);
    for (String name : names) {
      int pair = pair(name, name.length());
      String[] more = Arrays.copyOf(byPair[pair], byPair[pair].length + 1);
      more[more.length - 1] = name;
      byPair[pair] = more;
    }
  }

  /** Whether the first {@code end} characters of the text end with a name. */
  boolean end(String text, int end) {
    if (end < 2 || text.charAt(end - 1) >= ASCII || text.charAt(end - 2) >= ASCII) {
      return false;
    }
    for (String name : byPair[pair(text, end)]) {
      if (text.regionMatches(true, end - name.length(), name, 0, name.length())) {
        return true;
      }
    }
    return false;
  }

  private static int pair(String text, int end) {
    return lower(text.charAt(end - 2)) * ASCII + lower(text.charAt(end - 1));
  }

  private static int lower(char c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }
}
