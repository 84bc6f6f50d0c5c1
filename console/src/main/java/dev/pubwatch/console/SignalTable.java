package dev.pubwatch.console;

import dev.pubwatch.events.Signal;
import java.util.List;

/** What was odd: seen against usual, how many past events that rests on, and how odd. */
final class SignalTable {
  /** A bar of full length: once in a million. */
  private static final double FULL_BITS = 20;

  private static final int BAR_WIDTH = 100;

  private SignalTable() {}

  static void write(Html html, List<Signal> signals) {
    if (signals.isEmpty()) {
      return;
    }
    html.markup("<div class=\"wide\"><table class=\"signals\">\n<thead><tr>")
        .markup("<th scope=\"col\">Signal</th><th scope=\"col\">Seen</th>")
        .markup("<th scope=\"col\">Usual</th><th scope=\"col\" class=\"number\">Past events</th>")
        .markup("<th scope=\"col\" colspan=\"2\">Bits</th></tr></thead>\n<tbody>\n");
    AlertDetail.head(signals).forEach(signal -> row(html, signal));
    html.markup("</tbody>\n</table></div>\n");
    AlertDetail.more(html, signals);
  }

  private static void row(Html html, Signal signal) {
    html.markup("<tr>")
        .element("td", signal.getName().replace('_', ' '))
        .element("td", "seen", signal.getObserved())
        .element("td", signal.getExpected())
        .element("td", "number", Show.count(signal.getHistory()))
        .element("td", "number", Show.decimal(signal.getBits()))
        .markup("<td>");
    bar(html, signal.getBits());
    html.markup("</td></tr>\n");
  }

  private static void bar(Html html, double bits) {
    double share = bits > 0 ? Math.min(bits / FULL_BITS, 1) : 0;
    html.markup(
        "<svg class=\"bits\" viewBox=\"0 0 %1$d 8\" width=\"%1$d\" height=\"8\" aria-hidden=\"true\">"
                .formatted(BAR_WIDTH)
            + "<rect class=\"track\" width=\"%d\" height=\"8\" rx=\"2\"/>".formatted(BAR_WIDTH)
            + "<rect class=\"fill\" width=\"%s\" height=\"8\" rx=\"2\"/></svg>"
                .formatted(Show.decimal(share * BAR_WIDTH)));
  }
}
