package dev.pubwatch.cli.explain;

import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.Logs;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.events.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why an alert fired. */
@Command(
    name = "explain",
    sortOptions = false,
    description = "Why an alert fired: what was seen, what is usual, how it adds up.%n",
    footer = {
      "%nWithout --alerts it looks at the data folder of './pubwatch up', which may be running.",
      "%nFor example:",
      "  ./pubwatch explain pw-0d7d --alerts alerts.jsonl",
      "  ./pubwatch explain pw-0d7d2f04f0ad898946b16aa8 --json"
    })
public final class ExplainCommand implements Callable<Integer> {
  private static final int WIDEST = 110;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "ALERT_ID",
      description = "As alerts show it, or a beginning of it that no other has.")
  private String id = "";

  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      description = "JSON lines that a replay wrote (--alerts).")
  private @Nullable Path alerts;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder to look into, instead of data.dir of the settings.")
  private @Nullable Path data;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  /** A command that writes to a terminal. */
  public ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ConfigException, IOException {
    refuse(id.isBlank() ? "ALERT_ID is empty" : "");
    refuse(alerts != null && data != null ? "give --alerts or --data, not both" : "");
    PubwatchConfig settings = config.load();
    Logs.begin(settings.dataDir(), "explain", terminal);
    List<Alert> revisions = Revisions.find(id, source(settings));
    List<String> lines =
        json ? List.of(ExplainJson.write(revisions)) : ExplainText.lines(revisions, columns());
    lines.forEach(terminal.out()::println);
    return ExitCodes.DONE;
  }

  private AlertSource source(PubwatchConfig settings) {
    if (alerts != null) {
      return new AlertSource.Lines(alerts);
    }
    return new AlertSource.Installation(
        data == null ? settings.dataDir() : data.toAbsolutePath().normalize());
  }

  private int columns() {
    return terminal.outIsTerminal() ? Math.min(WIDEST, terminal.width()) : WIDEST;
  }

  /** Wrong usage, unless there is no fault. */
  private void refuse(String fault) {
    if (!fault.isEmpty()) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), fault);
    }
  }
}
