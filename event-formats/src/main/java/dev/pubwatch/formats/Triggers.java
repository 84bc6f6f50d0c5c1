package dev.pubwatch.formats;

import java.util.Arrays;
import java.util.List;

/**
 * Finds in one pass over a text which of several rules could match it: most text has none of their
 * triggers, and no pattern then is tried at all.
 */
final class Triggers {
  private static final int ASCII = 128;

  /** A literal without which its rule cannot match. */
  private record Trigger(String text, long rule) {}

  /** By the first two characters. */
  private final Trigger[][] byPair = new Trigger[ASCII * ASCII][];

  /** A bit for each pair that one begins with: most do not, and this much stays in the cache. */
  private final long[] pairs = new long[ASCII * ASCII / Long.SIZE];

  /**
   * @param rules at most 64, whose triggers are ASCII and at least two characters long
   */
  Triggers(List<RedactionRule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      for (String text : rules.get(i).triggers()) {
        add(new Trigger(text, 1L << i));
      }
    }
  }

  private void add(Trigger trigger) {
    int pair = trigger.text().charAt(0) * ASCII + trigger.text().charAt(1);
    Trigger[] old = byPair[pair] == null ? new Trigger[0] : byPair[pair];
    Trigger[] more = Arrays.copyOf(old, old.length + 1);
    more[old.length] = trigger;
    byPair[pair] = more;
    pairs[pair / Long.SIZE] |= 1L << pair;
  }

  /** A bit for each rule of which the text holds a trigger. */
  long in(String text) {
    long found = 0;
    char previous = text.isEmpty() ? 0 : text.charAt(0);
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (previous < ASCII && c < ASCII) {
        int pair = previous * ASCII + c;
        if ((pairs[pair / Long.SIZE] & 1L << pair) != 0) {
          found |= matching(byPair[pair], text, i - 1);
        }
      }
      previous = c;
    }
    return found;
  }

  private static long matching(Trigger[] candidates, String text, int at) {
    long found = 0;
    for (Trigger candidate : candidates) {
      if (text.startsWith(candidate.text(), at)) {
        found |= candidate.rule();
      }
    }
    return found;
  }
}
