package dev.pubwatch.notify.terminal;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An alert for a person at a terminal: how severe, what, why in one line; then what was seen
 * against what is usual, and what to do first.
 */
public final class AlertRenderer {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final int INDENT = 2;
  private static final int MAX_SIGNALS = 6;
  private static final int SIGNALS_OF_REVISION = 3;
  private static final int MAX_EVENTS = 5;
  private static final String UNLESS = "Would not have alerted with: ";
  private static final int MAX_TEXT = 400;
  private static final String BOLD = "1";
  private static final String DIM = "2";

  private final RenderOptions options;
  private final StringBuilder out = new StringBuilder();

  private AlertRenderer(RenderOptions options) {
    this.options = options;
  }

  /** The alert as lines, each ended by a newline. */
  public static String render(Alert alert, RenderOptions options) {
    AlertRenderer renderer = new AlertRenderer(options);
    renderer.head(alert);
    if (alert.getRevision() <= 1) {
      renderer.signals(alert.getSignals(), MAX_SIGNALS);
      renderer.events(alert.getEvents());
      renderer.rest(alert);
    } else {
      renderer.grown(alert);
    }
    renderer.out.append('\n');
    return renderer.out.toString();
  }

  /** A revision is short, and shorter where it is no matter of urgency: a train has many. */
  private void grown(Alert a) {
    if (a.getSeverity() == Severity.critical || a.getSeverity() == Severity.high) {
      signals(a.getSignals(), SIGNALS_OF_REVISION);
    }
    events(a.getEvents());
  }

  private void head(Alert a) {
    String severity = a.getSeverity().toString().toUpperCase(Locale.ROOT);
    String bits = String.format(Locale.ROOT, "%.1f bits", a.getScoreBits());
    String meta = time(a.getDetectedAt()) + " UTC  " + bits + "  " + clean(a.getAlertId());
    String revision = a.getRevision() > 1 ? "  revision " + a.getRevision() : "";
    out.append(paint(" " + severity + " ", badge(a.getSeverity()))).append(' ');
    wrapped(clean(a.getTitle()), severity.length() + 3, BOLD);
    line(paint(meta + revision, DIM));
  }

  /** In the order in which they are given: what says most comes first. */
  private void signals(List<Signal> signals, int most) {
    int half = Math.max(16, (options.width() - INDENT - 12) / 2);
    if (!signals.isEmpty()) {
      line(paint(row("observed", "usual", half) + "  bits", DIM));
    }
    for (Signal s : signals.subList(0, Math.min(most, signals.size()))) {
      List<String> observed = Columns.wrap(clean(s.getObserved()), half);
      List<String> usual = Columns.wrap(usual(s), half);
      for (int i = 0; i < Math.max(observed.size(), usual.size()); i++) {
        String left = i < observed.size() ? observed.get(i) : "";
        String right = i < usual.size() ? usual.get(i) : "";
        String bits = i == 0 ? String.format(Locale.ROOT, "%5.1f", s.getBits()) : "";
        line((row(left, right, half) + "  " + bits).stripTrailing());
      }
    }
    if (signals.size() > most) {
      line(paint("and " + (signals.size() - most) + " weaker", DIM));
    }
  }

  private static String usual(Signal s) {
    String past = s.getHistory() == 1 ? "1 past event" : s.getHistory() + " past events";
    return clean(s.getExpected()) + " (" + past + ")";
  }

  private static String row(String left, String right, int half) {
    return Columns.padded(left, half) + "  " + Columns.padded(right, half);
  }

  private void events(List<EvidenceEvent> events) {
    if (events.size() > 1) {
      int first = Math.max(0, events.size() - MAX_EVENTS);
      List<String> shown = new ArrayList<>();
      for (EvidenceEvent e : events.subList(first, events.size())) {
        shown.add(clean(e.getVersion() == null ? e.getEventId() : e.getVersion()));
      }
      labelled("events", events.size() + ", newest last: " + String.join(", ", shown));
    }
  }

  private void rest(Alert a) {
    if (a.getCounterfactual() != null) {
      String normal = clean(a.getCounterfactual());
      labelled("unless", normal.startsWith(UNLESS) ? normal.substring(UNLESS.length()) : normal);
    }
    for (ResponseAction action : a.getResponse()) {
      String what = clean(action.getAction()).replace('_', ' ');
      labelled("do", what + " " + clean(action.getTarget()) + ": " + clean(action.getReason()));
    }
    labelled(
        "rarity",
        String.format(Locale.ROOT, "a normal day brings %.2g like it", a.getExpectedPerDay()));
  }

  private void labelled(String label, String text) {
    String head = String.format(Locale.ROOT, "%-8s", label);
    List<String> lines = Columns.wrap(text, options.width() - INDENT - head.length());
    for (int i = 0; i < lines.size(); i++) {
      line(paint(i == 0 ? head : " ".repeat(head.length()), DIM) + lines.get(i));
    }
  }

  private void line(String text) {
    out.append(" ".repeat(INDENT)).append(text).append('\n');
  }

  private void wrapped(String text, int used, String style) {
    List<String> lines = Columns.wrap(text, Math.max(20, options.width() - used));
    for (int i = 0; i < lines.size(); i++) {
      out.append(i == 0 ? "" : " ".repeat(used)).append(paint(lines.get(i), style)).append('\n');
    }
  }

  private String paint(String text, String style) {
    return options.colour() && !text.isEmpty()
        ? "\u001b[" + style + "m" + text + "\u001b[0m"
        : text;
  }

  private static String badge(Severity severity) {
    return switch (severity) {
      case critical -> "1;97;41";
      case high -> "1;91";
      case medium -> "1;33";
      default -> "36";
    };
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static String clean(String text) {
    return Clean.line(text, MAX_TEXT);
  }
}
