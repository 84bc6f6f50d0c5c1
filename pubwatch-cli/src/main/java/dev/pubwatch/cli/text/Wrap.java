package dev.pubwatch.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines at its spaces. */
public final class Wrap {
  private Wrap() {}

  /** Lines of at most so many characters; a longer word stands on a line of its own. */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int cut = space > 0 ? space : rest.indexOf(' ', width);
      if (cut < 0) {
        break;
      }
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}
