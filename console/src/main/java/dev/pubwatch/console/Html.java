package dev.pubwatch.console;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Builds markup. Whatever comes from outside goes through {@link #text}, which no text can leave:
 * markup is escaped, and characters that cannot be seen or that turn the reading direction are
 * spelled out.
 */
final class Html {
  /** A longer text is cut and ends with an ellipsis; counted in code points. */
  static final int LONGEST_TEXT = 2000;

  private final StringBuilder out = new StringBuilder(4096);

  /** Appends markup of our own. */
  Html markup(String markup) {
    out.append(markup);
    return this;
  }

  /** Appends text of any origin, safe between tags and within a quoted attribute. */
  Html text(String text) {
    int end = endOf(text);
    for (int i = 0, c; i < end; i += Character.charCount(c)) {
      c = text.codePointAt(i);
      append(c);
    }
    if (end < text.length()) {
      out.append('…');
    }
    return this;
  }

  /** {@code <tag>text</tag>}. */
  Html element(String tag, String text) {
    return markup("<" + tag + ">").text(text).markup("</" + tag + ">");
  }

  /** {@code <tag class="cssClass">text</tag>}. */
  Html element(String tag, String cssClass, String text) {
    return markup("<" + tag + " class=\"" + cssClass + "\">").text(text).markup("</" + tag + ">");
  }

  /** A name and its value in a {@code <dl>}; nothing where the value is missing. */
  Html fact(String name, @Nullable String value) {
    return value == null ? this : element("dt", name).element("dd", value);
  }

  private static int endOf(String text) {
    boolean isShort = text.length() <= LONGEST_TEXT;
    return isShort || text.codePointCount(0, text.length()) <= LONGEST_TEXT
        ? text.length()
        : text.offsetByCodePoints(0, LONGEST_TEXT);
  }

  private void append(int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '\n', '\r', '\t' -> out.append(' ');
      default -> {
        if (isVisible(c)) {
          out.appendCodePoint(c);
        } else {
          out.append("⟨U+").append(hex(c)).append('⟩');
        }
      }
    }
  }

  private static String hex(int c) {
    String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
    return "0".repeat(Math.max(0, 4 - hex.length())) + hex;
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
