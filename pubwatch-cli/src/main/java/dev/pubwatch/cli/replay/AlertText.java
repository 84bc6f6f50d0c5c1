package dev.pubwatch.cli.replay;

import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import java.util.Locale;

/** An alert in a few lines: how urgent, what, why, and usual against observed. */
final class AlertText {
  private static final String RESET = "\u001b[0m";

  private final boolean colours;

  AlertText(boolean colours) {
    this.colours = colours;
  }

  String render(Alert alert) {
    StringBuilder text = new StringBuilder(512);
    text.append(severity(alert.getSeverity())).append("  ").append(Clean.oneLine(alert.getTitle()));
    text.append("\n    ").append(alert.getLastEventAt()).append("  ");
    text.append(Clean.oneLine(alert.getSummary()));
    for (Signal signal : alert.getSignals()) {
      text.append("\n    - ").append(Clean.oneLine(line(signal)));
    }
    if (alert.getCounterfactual() != null) {
      text.append("\n    ").append(Clean.oneLine(alert.getCounterfactual()));
    }
    return text.append('\n').toString();
  }

  private static String line(Signal signal) {
    return String.format(
        Locale.ROOT,
        "%s: %s, usually %s (%.1f bits, %d past events)",
        signal.getName(),
        signal.getObserved(),
        signal.getExpected(),
        signal.getBits(),
        signal.getHistory());
  }

  private String severity(Severity severity) {
    String name = severity.name().toUpperCase(Locale.ROOT);
    return colours ? colour(severity) + name + RESET : name;
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case critical -> "\u001b[1;31m"; // bold red
      case high -> "\u001b[31m"; // red
      case medium -> "\u001b[33m"; // yellow
      default -> "\u001b[36m"; // cyan
    };
  }
}
