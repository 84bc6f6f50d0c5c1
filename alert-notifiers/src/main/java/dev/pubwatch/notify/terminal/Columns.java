package dev.pubwatch.notify.terminal;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Text in columns of a terminal: ideographs and emoji take two, accents none. */
final class Columns {
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI);

  private Columns() {}

  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int c) {
    if (isMark(c)) {
      return 0;
    }
    boolean halfWidth = c >= 0xFF61 && c <= 0xFFDC;
    boolean fullWidth = (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x3000 && c <= 0x303F);
    boolean emoji = c >= 0x1F300 && c <= 0x1FAFF;
    return !halfWidth && (fullWidth || emoji || WIDE.contains(UnicodeScript.of(c))) ? 2 : 1;
  }

  /** Whether the character is drawn onto the one before. */
  static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** Breaks at spaces, and within a word that is longer than the width. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (width(rest) > width) {
      int fits = Math.max(Character.charCount(rest.codePointAt(0)), fitting(rest, width));
      int space = rest.lastIndexOf(' ', fits);
      int cut = space > fits / 3 ? space : fits;
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** How many chars from the start fit into the width. */
  private static int fitting(String text, int width) {
    int end = 0;
    for (int used = 0; end < text.length(); ) {
      int c = text.codePointAt(end);
      used += width(c);
      if (used > width) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }
}
