package dev.pubwatch.cli.notices;

import dev.pubwatch.cli.terminal.Terminal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who is told of what. */
@Command(
    name = "routes",
    description = "Who is told of which alerts.%n",
    synopsisSubcommandLabel = "COMMAND")
public final class RoutesCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private RoutesCommand() {}

  /** The command with its subcommand. */
  public static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new RoutesCommand()).addSubcommand(new RoutesTestCommand(terminal));
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "a command of routes is missing: test");
  }
}
