package dev.pubwatch.cli.formats;

import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.git.GitClone;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.custom.MappingFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be read. */
@Command(
    name = "formats",
    description = "What can be read: each format's name and what it takes; 'check' tries a file.")
public final class FormatsCommand implements Callable<Integer> {
  private final Terminal terminal;

  private FormatsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The command with its subcommand. */
  public static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new FormatsCommand(terminal)).addSubcommand(new CheckCommand(terminal));
  }

  @Override
  public Integer call() {
    Table table = new Table().row("FORMAT", "RECORDS", "READS");
    for (Format format : Formats.all()) {
      table.row(format.name(), framing(format), format.description());
    }
    table.row(
        GitClone.FORMAT,
        "a commit each",
        "a local clone, bare or not, and its workflow files (replay)");
    table.row(
        MappingFormat.PREFIX + "FILE", "a line each", "JSON lines, by a JSLT mapping of your own");
    table.lines("").forEach(terminal.out()::println);
    if (terminal.outIsTerminal()) {
      terminal.out().println();
      terminal.out().println("For example: " + example(Formats.all().get(0)));
    }
    return ExitCodes.DONE;
  }

  private static String framing(Format format) {
    return switch (format.framing()) {
      case LINES -> "a line each";
      case JSON -> "JSON values";
    };
  }

  private static String example(Format format) {
    return "./pubwatch replay --format " + format.name() + " FOLDER/*.gz";
  }
}
