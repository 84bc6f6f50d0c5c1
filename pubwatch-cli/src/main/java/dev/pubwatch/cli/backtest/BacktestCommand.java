package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.Need;
import dev.pubwatch.cli.backtest.measure.Selection;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.replay.Outputs;
import dev.pubwatch.cli.replay.ReplayCommand;
import dev.pubwatch.cli.replay.ReplayRun;
import dev.pubwatch.cli.replay.Times;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.job.replay.ReplayException;
import dev.pubwatch.job.replay.ReplayOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A replay that is judged against labels. */
@Command(
    name = "backtest",
    sortOptions = false,
    description =
        "Judges a detector on labelled history: replay, then recall, time to detect, alerts a day.%n",
    footer = {
      "%nLabels are JSON lines: {event_id}, {package, version} or {repo, commit}, with label and"
          + " campaign. The table goes to stdout, or to stderr when something else goes there."
          + " Exit code 1: a --need was not reached.",
      "%nFor example:",
      "  ./pubwatch backtest --labels labels.jsonl --format npm-publish-log --warm-up 2018-01-01"
          + " --report backtest.html history.jsonl.gz"
    })
public final class BacktestCommand extends ReplayCommand {
  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description = "What is known to be malicious; may be repeated.")
  private List<Path> labels = new ArrayList<>();

  @Option(
      names = "--malicious",
      paramLabel = "LABEL",
      split = ",",
      description = "Labels that are to be caught; others count as neither (${DEFAULT-VALUE}).",
      defaultValue = "malicious,sabotage")
  private Set<String> malicious = new LinkedHashSet<>();

  @Option(
      names = "--campaign-by",
      paramLabel = "FIELD",
      description =
          "Field of a label that names its campaign; without it 'campaign', or the owner of the repository.")
  private @Nullable String campaignField;

  @Option(
      names = "--min-history",
      paramLabel = "N",
      description =
          "An event is normal once its project has N before it (5 for publishes, 0 for others).")
  private @Nullable Integer minHistory;

  @Option(
      names = "--actions",
      paramLabel = "ACTION",
      split = ",",
      description = "Actions that may be normal; without it those of the malicious events.")
  private Set<String> actions = new LinkedHashSet<>();

  @Option(
      names = "--from",
      paramLabel = "T",
      converter = Times.class,
      description = "Judge from T on; without it from --warm-up on.")
  private @Nullable Instant from;

  @Option(
      names = "--compare",
      paramLabel = "OTHER.conf",
      description = "Run again under these settings, and tell which alerts they add and remove.")
  private @Nullable Path compare;

  @Option(
      names = "--scores-of",
      paramLabel = "NAME=FILE",
      converter = NamedFile.Converter.class,
      description = "Another detector's scores of the same events; may be repeated.")
  private List<NamedFile> others = new ArrayList<>();

  @Option(
      names = "--need",
      paramLabel = "NEED",
      parameterConsumer = Needs.class,
      description =
          "What must be reached, such as 'recall@0.001>=0.7' 'campaigns@0.001>=4' 'auc>=0.97'.")
  private List<Need> needs = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE|-", description = "The result as JSON.")
  private @Nullable String json;

  /**
   * A backtest that writes to a terminal.
   *
   * @param environment the process's environment variables
   */
  public BacktestCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  public Integer call() throws ConfigException, ReplayException, IOException {
    refuse(
        minHistory != null && minHistory < 0
            ? "--min-history must be 0 or more, was " + minHistory
            : "");
    Set<String> names = new LinkedHashSet<>(Set.of(Backtest.OWN_NAME));
    for (NamedFile other : others) {
      refuse(names.add(other.name()) ? "" : "--scores-of " + other.name() + ": the name is taken");
    }
    return super.call();
  }

  @Override
  protected Outputs outputs() {
    Outputs outputs = super.outputs().add("--json", json).keep(compare);
    labels.forEach(outputs::keep);
    others.forEach(other -> outputs.keep(other.file()));
    return outputs;
  }

  @Override
  protected int run(ReplayRun run, ReplayOptions options)
      throws ConfigException, ReplayException, IOException {
    refuse(
        compare != null && options.inputs().stream().anyMatch(i -> Outputs.STDOUT.equals(i.path()))
            ? "--compare reads its input twice, which stdin cannot be"
            : "");
    return new Backtest(run, settings(options.warmUp())).run(options, variant(options));
  }

  private Settings settings(@Nullable Instant warmUp) {
    Instant first = from != null ? from : warmUp;
    return new Settings(
        labels,
        malicious,
        campaignField,
        first == null ? Long.MIN_VALUE : first.toEpochMilli(),
        minHistory == null ? Selection.BY_KIND : minHistory,
        actions,
        others,
        needs,
        json);
  }

  private Backtest.@Nullable Variant variant(ReplayOptions options)
      throws ConfigException, IOException {
    if (compare == null) {
      return null;
    }
    PubwatchConfig other = PubwatchConfig.load(compare, Set.copyOf(Formats.names()));
    return new Backtest.Variant("under " + compare.getFileName(), options(options.inputs(), other));
  }
}
