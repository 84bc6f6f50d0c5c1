package dev.pubwatch.formats;

import java.util.HexFormat;
import java.util.Locale;

/** Makes text from a log safe to carry: bounded, and valid Unicode. */
public final class Text {
  /** Longest free text that an event carries, in characters. */
  public static final int MAX_FREE_TEXT = 1024;

  private static final String CUT = "…";

  private Text() {}

  /** At most {@code max} characters, ending in an ellipsis when cut; lone surrogates replaced. */
  public static String bound(String text, int max) {
    String valid = validUnicode(text);
    if (valid.length() <= max) {
      return valid;
    }
    int end = max - CUT.length();
    if (end > 0 && Character.isHighSurrogate(valid.charAt(end - 1))) {
      end--;
    }
    return valid.substring(0, end) + CUT;
  }

  /** A value as an error message shows it: quoted, short, without control characters. */
  public static String show(String value) {
    StringBuilder shown = new StringBuilder("'");
    for (char c : bound(value, 60).toCharArray()) {
      if (Character.isISOControl(c)) {
        shown.append("\\u").append(HexFormat.of().toHexDigits(c).toLowerCase(Locale.ROOT));
      } else {
        shown.append(c);
      }
    }
    return shown.append('\'').toString();
  }

  /** JSON can escape half of a surrogate pair; UTF-8 cannot hold it. */
  private static String validUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isLoneSurrogate(text, i)) {
        return replaceLoneSurrogates(text);
      }
    }
    return text;
  }

  private static String replaceLoneSurrogates(String text) {
    StringBuilder valid = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (isLoneSurrogate(text, i)) {
        valid.setCharAt(i, '\uFFFD');
      }
    }
    return valid.toString();
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
