package dev.pubwatch.cli.replay;

import dev.pubwatch.cli.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Interim. */
@Command(name = "replay", description = "Judges historical logs.")
public final class ReplayCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Map<String, String> environment;

  /** Interim. */
  public ReplayCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    return environment.isEmpty() ? 0 : terminal.width();
  }
}
