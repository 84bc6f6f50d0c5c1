package dev.pubwatch.notify.message;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** Fills a template so that the result keeps a channel's limit. */
public final class Fit {
  private static final String CUT = "...";

  /** How much of lists and texts is told: the first that fits is taken. */
  private enum Level {
    WHOLE(20, 400),
    MOST(10, 300),
    HALF(6, 200),
    FEW(4, 120),
    LEAST(2, 80);

    private final int entries;
    private final int chars;

    Level(int entries, int chars) {
      this.entries = entries;
      this.chars = chars;
    }
  }

  private Fit() {}

  /**
   * The text of a notice, of at most so many characters. Where the least that is told is still too
   * long, as an operator's template may be, whole lines are left out at the end.
   */
  public static String characters(Template template, NoticeText notice, Escape escape, int most) {
    return within(template, notice, escape, most, String::length);
  }

  /** The same, measured by what it will be in the request. */
  public static String within(
      Template template,
      NoticeText notice,
      Escape escape,
      int most,
      ToIntFunction<String> measure) {
    String text = "";
    for (Level level : Level.values()) {
      text = template.render(notice.values(level.entries, level.chars), escape).strip();
      if (measure.applyAsInt(text) <= most) {
        return text;
      }
    }
    return lines(text, most, measure);
  }

  /** As many lines as fit, found by halving. */
  private static String lines(String text, int most, ToIntFunction<String> measure) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    int fits = 0;
    for (int more = lines.size(); more - fits > 1; ) {
      int half = (fits + more) / 2;
      if (measure.applyAsInt(first(lines, half)) <= most) {
        fits = half;
      } else {
        more = half;
      }
    }
    return first(lines, fits);
  }

  private static String first(List<String> lines, int count) {
    return String.join("\n", lines.subList(0, count)) + (count == 0 ? "" : "\n") + CUT;
  }
}
