package dev.pubwatch.cli;

import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What can be read. */
@Command(name = "formats", description = "What can be read: each format's name and what it takes.")
final class FormatsCommand implements Callable<Integer> {
  private final Terminal terminal;

  FormatsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Table table = new Table().row("FORMAT", "RECORDS", "READS");
    for (Format format : Formats.all()) {
      table.row(format.name(), framing(format), format.description());
    }
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
