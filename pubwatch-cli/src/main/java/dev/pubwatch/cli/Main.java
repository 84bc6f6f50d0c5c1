package dev.pubwatch.cli;

import dev.pubwatch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

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
      int exitCode = Commands.commandLine(terminal, environment).execute(args);
      Optional<IOException> fault = terminal.outFault();
      fault.ifPresent(e -> terminal.complain("cannot write to stdout: " + e.getMessage()));
      return fault.isEmpty() ? exitCode : ExitCodes.FAILED;
    } catch (RuntimeException | Error e) {
      return new Failures(terminal, environment).report(e, "pubwatch");
    }
  }
}
