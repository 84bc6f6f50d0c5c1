package dev.pubwatch.cli.notices;

import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.notify.incident.IncidentView;
import dev.pubwatch.notify.incident.Status;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is going on. */
@Command(name = "list", sortOptions = false, description = "Tells which incidents are going on.")
final class IncidentListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--all", description = "Those that have ended too.")
  private boolean all;

  @Mixin private Cluster cluster = new Cluster();

  IncidentListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ConfigException, IOException {
    List<IncidentView> incidents = Cluster.read(cluster.topics(terminal));
    Table table =
        new Table().row("INCIDENT", "STATUS", "SEVERITY", "NEWEST", "ALERTS", "TOLD", "WHY");
    int shown = 0;
    for (IncidentView incident : incidents) {
      if (all || incident.status() != Status.RESOLVED) {
        row(table, incident);
        shown++;
      }
    }
    if (shown == 0) {
      terminal.out().println("no incident is going on");
    } else {
      table.lines("").forEach(terminal.out()::println);
    }
    return ExitCodes.DONE;
  }

  private static void row(Table table, IncidentView incident) {
    table.row(
        Clean.oneLine(incident.id()),
        incident.status().name().toLowerCase(Locale.ROOT),
        incident.severity().toString(),
        incident.updatedAt().toString(),
        Integer.toString(incident.alerts()),
        incident.channels().isEmpty() ? "nobody" : String.join(",", incident.channels()),
        Clean.oneLine(incident.note()));
  }
}
