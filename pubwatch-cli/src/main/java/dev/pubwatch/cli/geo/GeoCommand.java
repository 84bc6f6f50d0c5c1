package dev.pubwatch.cli.geo;

import dev.pubwatch.cli.terminal.Terminal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What addresses are looked up in. */
@Command(
    name = "geo",
    description = "Databases and published ranges that addresses are looked up in.%n",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%nWithout any, detection works from what the logs say. What is installed is used by",
      "the next 'up' or 'replay'."
    })
public final class GeoCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private GeoCommand() {}

  /** The command with its subcommands. */
  public static CommandLine commandLine(Terminal terminal, Map<String, String> environment) {
    return new CommandLine(new GeoCommand())
        .addSubcommand(new InstallCommand(terminal, environment))
        .addSubcommand(new StatusCommand(terminal))
        .addSubcommand(new LookupCommand(terminal));
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "a command of geo is missing: install, status or lookup");
  }
}
