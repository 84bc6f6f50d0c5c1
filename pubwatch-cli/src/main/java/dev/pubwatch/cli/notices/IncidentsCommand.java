package dev.pubwatch.cli.notices;

import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.notify.incident.Intake.Verb;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is going on, and who looks after it. */
@Command(
    name = "incidents",
    description = "Incidents: what is open, and who looks after it.%n",
    synopsisSubcommandLabel = "COMMAND")
public final class IncidentsCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private IncidentsCommand() {}

  /** The command with its subcommands. */
  public static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new IncidentsCommand())
        .addSubcommand("list", new IncidentListCommand(terminal))
        .addSubcommand(
            "ack", new IncidentOrderCommand(terminal, Verb.ACKNOWLEDGE, "is acknowledged"))
        .addSubcommand("resolve", new IncidentOrderCommand(terminal, Verb.RESOLVE, "is resolved"));
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "a command of incidents is missing: list, ack or resolve");
  }
}
