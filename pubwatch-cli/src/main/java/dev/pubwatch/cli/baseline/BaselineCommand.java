package dev.pubwatch.cli.baseline;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.Logs;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.stack.InstallationFiles;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.job.live.LearnedStates;
import dev.pubwatch.job.snapshot.LearnedState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** What the detector holds normal. */
@Command(
    name = "baseline",
    sortOptions = false,
    description = "What the detector holds normal for a project and its owner.%n",
    footer = {
      "%nWithout --state it looks at the data folder of './pubwatch up', which may be running.",
      "%nFor example:",
      "  ./pubwatch baseline pkg:npm/left-pad --state learned.state",
      "  ./pubwatch baseline git/acme/site --actor mallory"
    })
public final class BaselineCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROJECT",
      description = "As in alerts: pkg:npm/%%40scope/name, host/owner/repository.")
  private @Nullable String project;

  @Option(
      names = "--credential",
      paramLabel = "ID",
      description = "A credential, or the beginning of its id; may be repeated.")
  private List<String> credentials = new ArrayList<>();

  @Option(names = "--actor", paramLabel = "ID", description = "An account; may be repeated.")
  private List<String> actors = new ArrayList<>();

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Snapshot of a replay (--state-out) to look into.")
  private @Nullable Path snapshot;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder to look into, instead of data.dir of the settings.")
  private @Nullable Path data;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  /** A command that writes to a terminal. */
  public BaselineCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ConfigException, IOException {
    refuse(
        project == null && credentials.isEmpty() && actors.isEmpty()
            ? "give a PROJECT, --credential ID or --actor ID"
            : "");
    refuse(snapshot != null && data != null ? "give --state or --data, not both" : "");
    PubwatchConfig settings = config.load();
    Path dataDir = data == null ? settings.dataDir() : data.toAbsolutePath().normalize();
    Logs.begin(settings.dataDir(), "baseline", terminal);
    List<String> lines =
        snapshot != null ? tell(LearnedStates.snapshot(snapshot)) : ofInstallation(dataDir);
    lines.forEach(terminal.out()::println);
    return ExitCodes.DONE;
  }

  private List<String> ofInstallation(Path dataDir) throws IOException {
    List<String> lines =
        LearnedStates.newestCheckpoint(InstallationFiles.checkpoints(dataDir), this::tell);
    if (lines == null) {
      throw new CommandFailure(
          "%s holds no state of a detector: './pubwatch up' has not run there; name a snapshot with --state, or another folder with --data"
              .formatted(dataDir));
    }
    return lines;
  }

  private List<String> tell(LearnedState state) throws IOException {
    Lookup lookup = new Lookup(state);
    List<Entity> entities = new ArrayList<>();
    if (project != null) {
      entities.addAll(lookup.project(project));
    }
    for (String credential : credentials) {
      entities.addAll(lookup.credential(credential));
    }
    for (String actor : actors) {
      entities.addAll(lookup.actor(actor));
    }
    return json
        ? List.of(BaselineJson.write(entities, state.origin()))
        : BaselineText.lines(entities, state.origin());
  }

  /** Wrong usage, unless there is no fault. */
  private void refuse(String fault) {
    if (!fault.isEmpty()) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), fault);
    }
  }
}
