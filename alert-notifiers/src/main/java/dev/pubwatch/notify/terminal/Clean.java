package dev.pubwatch.notify.terminal;

/**
 * Makes text that came from a log safe to print: nothing in it can move the cursor or hide text.
 */
public final class Clean {
  /** Marks that a letter may bear; towers of them cover the lines around. */
  private static final int MOST_MARKS = 2;

  private Clean() {}

  /**
   * The text on one line of at most so many characters; control characters, escapes, invisible
   * characters and those that turn the reading direction become a visible question mark.
   */
  public static String line(String text, int longest) {
    StringBuilder out = new StringBuilder();
    int marks = 0;
    int i = 0;
    for (int shown = 0; i < text.length() && shown < longest; shown++) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      marks = Columns.isMark(c) ? marks + 1 : 0;
      if (isSpace(c)) {
        out.append(' ');
      } else if (isHidden(c) || marks > MOST_MARKS) {
        out.append('?');
      } else {
        out.appendCodePoint(c);
      }
    }
    return i < text.length() ? out.append("...").toString() : out.toString();
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> isBlank(c);
    };
  }

  /** Letters and symbols that are drawn as nothing, and the selectors of variants. */
  private static boolean isBlank(int c) {
    return c == 0x115F
        || c == 0x1160
        || c == 0x2800
        || c == 0x3164
        || c == 0xFFA0
        || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
