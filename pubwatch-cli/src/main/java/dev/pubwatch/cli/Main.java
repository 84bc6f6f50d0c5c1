package dev.pubwatch.cli;

import dev.pubwatch.cli.terminal.Terminal;
import java.util.Map;

/** Entry point of {@code ./pubwatch}. */
public final class Main {
  /** Set to true, shows the stack trace of a failure. */
  static final String DEBUG_PROPERTY = "pubwatch.debug";

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    Terminal terminal = Terminal.system(environment);
    int exitCode = run(terminal, environment, args);
    terminal.out().flush();
    terminal.err().flush();
    // Threads that a library left behind must not keep the process.
    System.exit(exitCode);
  }

  /** Runs one command; never throws. */
  static int run(Terminal terminal, Map<String, String> environment, String... args) {
    try {
      return Commands.commandLine(terminal, environment).execute(args);
    } catch (RuntimeException | Error e) {
      return new Failures(terminal, environment).report(e, "pubwatch");
    }
  }
}
