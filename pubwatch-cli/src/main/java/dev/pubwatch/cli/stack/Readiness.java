package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;

/** Tells on stderr, line by line, what is up, where, and how long it took. */
final class Readiness {
  private final Terminal terminal;

  Readiness(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A part is ready. */
  void ready(String part, String address, Duration took) {
    terminal
        .err()
        .println(
            String.format(
                Locale.ROOT, "  %-16s %-30s %6.1f s", part, address, took.toMillis() / 1000.0));
  }

  /** Something else that a person should know. */
  void say(String sentence) {
    terminal.err().println(sentence);
  }
}
