package dev.pubwatch.cli.formats;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.formats.Decompression;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether files can be read in a format. */
@Command(
    name = "check",
    description = {
      "Reads files in a format and tells which records cannot be read and why, and what the others"
          + " become.%n"
    },
    footer = {
      "%nExit code 0 when every record was read, 1 when one was not. Records are read as a live",
      "source reads them: one without a time of its own gets the time of reading. Hashes of tokens",
      "are under a key of this run alone."
    })
final class CheckCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  private final Terminal terminal;

  @Option(
      names = "--format",
      paramLabel = "F",
      required = true,
      description = "As './pubwatch formats' lists them, or mapping:FILE.jslt.")
  private String format = "";

  @Option(
      names = "--faults",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most faults to show; all are counted (default: ${DEFAULT-VALUE}).")
  private int faults;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "0",
      description = "Show the first N events too, as canonical JSON (default: ${DEFAULT-VALUE}).")
  private int show;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Plain, .gz or .zst; - is stdin.")
  private List<String> files = List.of();

  @Spec private @Nullable CommandSpec spec;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    FormatCheck check = new FormatCheck(format(), Instant.now(), this::fault, this::event);
    for (String file : files) {
      try (InputStream in = open(file)) {
        check.read(file, in);
      } catch (IOException e) {
        throw new CommandFailure("cannot read %s: %s".formatted(file, e.getMessage()), e);
      }
    }
    report(check);
    return check.rejected() == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private Format format() {
    if (!Formats.isName(format)) {
      refuse(unknown());
    }
    if (faults < 0 || show < 0) {
      refuse("--faults and --show must be 0 or more");
    }
    try {
      return Formats.byName(format);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private String unknown() {
    try {
      return Formats.byName(format).name();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static InputStream open(String file) throws IOException {
    if (file.equals(STDIN)) {
      return Decompression.wrap(System.in);
    }
    try {
      Path path = Path.of(file);
      if (Files.isDirectory(path)) {
        throw new IOException("it is a folder, name the files in it");
      }
      return Decompression.open(path);
    } catch (InvalidPathException e) {
      throw new IOException("not a path", e);
    }
  }

  private void fault(String file, long line, String reason, long number) {
    if (number <= faults) {
      terminal.out().println(Clean.oneLine("%s:%d: %s".formatted(file, line, reason)));
    } else if (number == faults + 1L && faults > 0) {
      terminal.out().println("more faults follow; --faults N shows more");
    }
  }

  private void event(String json, long number) {
    if (number <= show) {
      terminal.out().println(json);
    }
  }

  private void report(FormatCheck check) {
    Table table = new Table().row("ACTION", "EVENTS");
    for (Map.Entry<String, Long> action : check.actions().entrySet()) {
      table.row(Clean.oneLine(action.getKey()), Long.toString(action.getValue()));
    }
    if (!check.actions().isEmpty()) {
      table.lines("").forEach(terminal.out()::println);
    }
    terminal
        .out()
        .printf(
            "%,d records: %,d events, %,d of no interest, %,d not read%n",
            check.records(), check.events(), check.withoutEvent(), check.rejected());
    if (check.withoutTime() > 0) {
      terminal
          .out()
          .printf(
              "%,d events have no time of their own: a replay does not read them%n",
              check.withoutTime());
    }
    terminal.out().flush();
  }

  private void refuse(String fault) {
    throw new ParameterException(Objects.requireNonNull(spec).commandLine(), fault);
  }
}
