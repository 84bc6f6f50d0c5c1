package dev.pubwatch.cli.terminal;

/** Makes text of unknown origin safe to print on a terminal. */
public final class Clean {
  private static final int LONGEST = 2000;

  private Clean() {}

  /**
   * The text on one line: control characters, which could move the cursor or rewrite what was
   * printed, and characters that turn the reading direction become {@code ?}; at most {@value
   * #LONGEST} characters are kept.
   */
  public static String oneLine(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST));
    int end = Math.min(text.length(), LONGEST);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      clean.append(c == '\n' || c == '\t' ? ' ' : isHarmful(c) ? '?' : c);
    }
    return end < text.length() ? clean.append('…').toString() : clean.toString();
  }

  private static boolean isHarmful(char c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
  }
}
