package dev.pubwatch.cli.replay;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.Logs;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.Secrets;
import dev.pubwatch.cli.git.GitClone;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.text.Nearest;
import dev.pubwatch.core.Alert.Severity;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.custom.MappingFormat;
import dev.pubwatch.job.replay.ReplayException;
import dev.pubwatch.job.replay.ReplayInput;
import dev.pubwatch.job.replay.ReplayOptions;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The same detection over historical logs, without Kafka. A command that does more with a replay
 * extends it and so takes the same options.
 */
@Command(
    name = "replay",
    sortOptions = false,
    description = "Judges historical logs: the same detection as live, without Kafka.%n",
    footer = {
      "%nWithout --alerts, they are printed to be read by a person, unless --scores - takes stdout.",
      "Times are ISO-8601, or a day in UTC. Exit code 3: --fail-on was reached.",
      "%nFor example:",
      "  ./pubwatch replay --format npm-publish-log --warm-up 2018-01-01 history.jsonl.gz",
      "  zcat logs/*.gz | ./pubwatch replay --format cloudtrail --alerts - -",
      "  ./pubwatch replay git:/srv/clones"
    })
public class ReplayCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      description =
          "Files, folders, globs, .gz, .zst, or - for stdin; read as --format says, or as F:PATH.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "Format of every PATH; './pubwatch formats' lists them.")
  private @Nullable String format;

  @Option(
      names = "--input",
      paramLabel = "F:PATH",
      description = "A path with its own format; may be repeated.")
  private List<String> formattedPaths = new ArrayList<>();

  @Option(names = "--alerts", paramLabel = "FILE|-", description = "Alerts as JSON lines.")
  private @Nullable String alerts;

  @Option(
      names = "--scores",
      paramLabel = "FILE|-",
      description = "Every event's score as JSON lines.")
  private @Nullable String scores;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Records that could not be read, with file, line and reason.")
  private @Nullable String rejects;

  @Option(names = "--report", paramLabel = "FILE.html", description = "A report in one HTML file.")
  private @Nullable Path report;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = Times.class,
      description = "Leave out events before T.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "T",
      converter = Times.class,
      description = "Leave out events from T on.")
  private @Nullable Instant until;

  @Option(
      names = "--warm-up",
      paramLabel = "T",
      converter = Times.class,
      description = "Only learn before T, alert from T on.")
  private @Nullable Instant warmUp;

  @Option(
      names = "--exposures",
      paramLabel = "FILE",
      description = "Credentials known to have leaked, JSON lines of Exposure.")
  private @Nullable Path exposures;

  @Option(
      names = "--verdicts",
      paramLabel = "FILE",
      description =
          "What analysts said of alerts, JSON lines of Verdict; see 'verdict --verdicts'.")
  private @Nullable Path verdicts;

  @Option(
      names = "--state-in",
      paramLabel = "FILE",
      description = "Begin with what an earlier replay learned.")
  private @Nullable Path stateIn;

  @Option(
      names = "--state-out",
      paramLabel = "FILE",
      description = "What was learned, for --state-in of replay and up.")
  private @Nullable String stateOut;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      converter = Severities.class,
      description = "Exit with 3 when an alert is at least this severe.")
  private @Nullable Severity failOn;

  @Option(names = "--quiet", description = "Neither progress nor summary.")
  private boolean quiet;

  /**
   * A replay that writes to a terminal.
   *
   * @param environment the process's environment variables
   */
  public ReplayCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() throws ConfigException, ReplayException, IOException {
    List<ReplayInput> inputs = inputs();
    refuse(outputs().fault(inputs));
    refuse(
        since != null && until != null && !since.isBefore(until)
            ? "--since must be before --until"
            : "");
    refuse(Outputs.STDOUT.equals(stateOut) ? "--state-out must be a file" : "");
    PubwatchConfig settings = config.load();
    Logs.begin(settings.dataDir(), Objects.requireNonNull(spec).name(), terminal);
    return run(
        new ReplayRun(terminal, alerts, scores, report, failOn, quiet), options(inputs, settings));
  }

  /** The new state takes the old one's place only when all has been done. */
  private boolean isUpdatedInPlace() {
    return stateIn == null || stateIn.equals(stateOut == null ? null : Path.of(stateOut));
  }

  /** Does the work, once the command line and the settings are known to be right. */
  protected int run(ReplayRun run, ReplayOptions options)
      throws ConfigException, ReplayException, IOException {
    return run.run(options);
  }

  /** Where results go. */
  protected Outputs outputs() {
    return new Outputs()
        .add("--alerts", alerts)
        .add("--scores", scores)
        .add("--rejects", rejects)
        .add("--report", report == null ? null : report.toString())
        .add("--state-out", stateOut)
        .keep(isUpdatedInPlace() ? null : stateIn);
  }

  /** What to replay, as the command line says, under given settings. */
  protected final ReplayOptions options(List<ReplayInput> inputs, PubwatchConfig settings)
      throws IOException {
    byte[] key = new Secrets(environment).credentialHashKey(settings);
    return ReplayOptions.builder(inputs, new CredentialHasher(key))
        .between(since, until)
        .warmUp(warmUp)
        .exposures(exposures)
        .verdicts(verdicts)
        .outputs(alerts, scores, rejects)
        .detector(settings.detector(Long.MIN_VALUE))
        .geo(settings.geo().files())
        .state(stateIn, stateOut)
        .build();
  }

  private List<ReplayInput> inputs() {
    List<ReplayInput> inputs = new ArrayList<>();
    if (format != null) {
      String name = format;
      refuse(paths.isEmpty() ? "--format needs at least one PATH" : "");
      paths.forEach(path -> inputs.addAll(inputs(name, path)));
    } else {
      paths.forEach(path -> inputs.addAll(formatted(path)));
    }
    formattedPaths.forEach(formatted -> inputs.addAll(inputs(formatted)));
    refuse(inputs.isEmpty() ? "nothing to read, give --format F PATH or --input F:PATH" : "");
    refuse(
        inputs.stream().filter(input -> Outputs.STDOUT.equals(input.path())).count() > 1
            ? "stdin can only be read once"
            : "");
    return inputs;
  }

  /** {@code F:PATH} says its format itself; a colon in a path alone does not. */
  private List<ReplayInput> formatted(String path) {
    String name = path.substring(0, Math.max(0, path.indexOf(':', nameFrom(path))));
    refuse(
        Formats.isName(name) || name.equals(GitClone.FORMAT)
            ? ""
            : "PATH needs --format F before it, or write F:PATH");
    return inputs(path);
  }

  private List<ReplayInput> inputs(String formatted) {
    int colon = formatted.indexOf(':', nameFrom(formatted));
    refuse(
        colon <= 0 || colon == formatted.length() - 1
            ? "--input must be F:PATH, was " + formatted
            : "");
    return inputs(formatted.substring(0, colon), formatted.substring(colon + 1));
  }

  private List<ReplayInput> inputs(String name, String path) {
    if (!name.equals(GitClone.FORMAT)) {
      return List.of(new ReplayInput(formatNamed(name), path));
    }
    refuse(Outputs.STDOUT.equals(path) ? "git reads a clone's folder, not stdin" : "");
    return clones(path);
  }

  private static List<ReplayInput> clones(String path) {
    Format log = Formats.byName("git-workflow-log");
    try {
      return GitClone.find(Path.of(path)).stream()
          .map(clone -> new ReplayInput(log, clone.folder().toString(), at -> clone.open()))
          .toList();
    } catch (IOException | InvalidPathException e) {
      throw new CommandFailure("cannot read %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** {@code mapping:FILE:PATH} has a colon within its format. */
  private static int nameFrom(String formatted) {
    return formatted.startsWith(MappingFormat.PREFIX) ? MappingFormat.PREFIX.length() : 0;
  }

  private Format formatNamed(String name) {
    refuse(
        Formats.isName(name)
            ? ""
            : "unknown format %s%s ('./pubwatch formats' lists all)"
                .formatted(name, Nearest.hint(name, Formats.names())));
    try {
      return Formats.byName(name);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Wrong usage, unless there is no fault. */
  protected final void refuse(String fault) {
    if (!fault.isEmpty()) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), fault);
    }
  }
}
