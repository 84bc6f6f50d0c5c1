package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import dev.pubwatch.cli.config.PubwatchConfig.Source;
import dev.pubwatch.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole pipeline in one process, until Ctrl-C. */
@Command(
    name = "up",
    sortOptions = false,
    description = "Runs the whole pipeline in one process, until Ctrl-C.%n",
    footer = {
      "%nAlerts are printed on stdout as they come, everything else on stderr. State is kept in the",
      "data folder: a restart goes on where it stopped, after Ctrl-C and after a kill alike.",
      "%nFor example:",
      "  ./pubwatch up --source npm-publish-log:/var/log/npm",
      "  ./pubwatch up --config pubwatch.yaml --port 8090"
    })
public final class UpCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that state is kept in, instead of data.dir of the settings.")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the console, instead of console.port of the settings; 0 for any.")
  private @Nullable Integer port;

  @Option(
      names = "--state-in",
      paramLabel = "FILE",
      description =
          "Begin with what a replay learned (--state-out), where the data folder has no state yet.")
  private @Nullable Path stateIn;

  @Option(
      names = "--source",
      paramLabel = "FORMAT:PATH",
      converter = SourceArgument.class,
      description =
          "A file, folder or glob to read continuously, besides the sources of the settings; may be"
              + " repeated. './pubwatch formats' lists the formats.")
  private List<Source> sources = new ArrayList<>();

  /**
   * A command that writes to a terminal.
   *
   * @param environment the process's environment variables
   */
  public UpCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    PubwatchConfig settings = settings();
    return new StackRun(terminal, environment, "up")
        .run(
            settings,
            stateIn,
            (stack, ended) -> {
              welcome(settings, stack);
              ended.join();
            });
  }

  private PubwatchConfig settings() throws ConfigException {
    PubwatchConfig settings = config.load();
    if (data != null) {
      settings = settings.withDataDir(data.toAbsolutePath().normalize());
    }
    if (port != null) {
      settings = settings.withPorts(withConsole(settings.ports(), port));
    }
    List<Source> all = new ArrayList<>(settings.sources());
    sources.stream().filter(source -> !all.contains(source)).forEach(all::add);
    return settings.withSources(all);
  }

  private Ports withConsole(Ports ports, int console) {
    if (console < 0 || console > LAST_PORT) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--port must be 0 to " + LAST_PORT + ", was " + console);
    }
    return new Ports(
        ports.kafka(),
        ports.kafkaController(),
        ports.registry(),
        ports.connect(),
        ports.flink(),
        console);
  }

  private void welcome(PubwatchConfig settings, EmbeddedStack stack) {
    if (settings.sources().isEmpty()) {
      terminal.complain(
          "nothing is read yet: name a source with --source FORMAT:PATH, or in the --config file");
    }
    terminal.err().println("everything is up: " + stack.consoleUrl() + " (Ctrl-C stops)");
  }
}
