package dev.pubwatch.notify.terminal;

/**
 * Makes text that came from a log safe to print: nothing in it can move the cursor or hide text.
 */
final class Clean {
  private Clean() {}

  /**
   * The text on one line of at most so many characters; control characters, escapes and characters
   * that turn the reading direction become a visible question mark.
   */
  static String line(String text, int longest) {
    StringBuilder out = new StringBuilder();
    int end = Math.min(text.length(), longest);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      int type = Character.getType(c);
      boolean space = Character.isWhitespace(c) || type == Character.SPACE_SEPARATOR;
      boolean hidden =
          Character.isISOControl(c)
              || type == Character.FORMAT
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR
              || type == Character.PRIVATE_USE
              || type == Character.UNASSIGNED;
      out.append(space ? ' ' : hidden ? '?' : c);
    }
    return end < text.length() ? out.append("...").toString() : out.toString();
  }
}
