package dev.pubwatch.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run peers}: published methods beside the detector on one labelled history. */
@Command(
    name = "peers",
    description = "Runs published methods beside the detector on the same stream and features.")
public final class PeersBenchmark implements Callable<Integer> {
  private static final double[] SHARES = {0.001, 0.005, 0.01};

  /** The share that settings are compared at. */
  private static final int DECISIVE = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(names = "--npm", description = "history in the format npm-publish-log")
  private @Nullable Path npm;

  @Option(names = "--git", description = "history in the format git-workflow-log")
  private @Nullable Path git;

  @Option(names = "--labels", description = "labels of the history, JSON lines")
  private @Nullable Path labels;

  @Option(
      names = "--start",
      description = "judge events from this time on, such as 2018-01-01T00:00:00Z; default: all")
  private @Nullable Instant start;

  @Option(names = "--out", required = true, description = "folder for score files")
  @SuppressWarnings("NullAway.Init") // required
  private Path out;

  private PeersBenchmark() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new PeersBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    History history = history();
    Judgement judgement = Judgement.of(history, startMillis());
    if (judgement.normalCount() == 0 || judgement.maliciousCount() == 0) {
      throw new ParameterException(
          spec.commandLine(),
          "nothing to compare: %d normal and %d labelled events from the start on"
              .formatted(judgement.normalCount(), judgement.maliciousCount()));
    }
    Files.createDirectories(out);
    System.out.printf(
        Locale.ROOT,
        "%,d events, %,d rejected; judged: %,d normal, %,d labelled in %d campaigns%n",
        history.events().size(),
        history.rejected(),
        judgement.normalCount(),
        judgement.maliciousCount(),
        judgement.campaignCount());
    report(history, judgement, Contest.run(history.events(), Contest.peers()));
    return 0;
  }

  private History history() throws IOException {
    if (npm != null && git == null && labels != null) {
      return History.read("npm-publish-log", npm, labels);
    }
    if (git != null && npm == null && labels != null) {
      return History.read("git-workflow-log", git, labels);
    }
    if (npm != null || git != null || labels != null) {
      throw new ParameterException(
          spec.commandLine(), "expected one of --npm and --git, with --labels");
    }
    return LabelledTraffic.generate(1);
  }

  private long startMillis() {
    if (start != null) {
      return start.toEpochMilli();
    }
    return npm == null && git == null ? LabelledTraffic.judgedFrom() : Long.MIN_VALUE;
  }

  private void report(History history, Judgement judgement, List<Contest.Entry> entries)
      throws IOException {
    Map<String, Judgement.Outcome> outcomes = new HashMap<>();
    Map<String, String> best = new HashMap<>();
    for (Contest.Entry entry : entries) {
      outcomes.put(entry.name(), judgement.judge(entry.scores(), SHARES));
      best.merge(entry.family(), entry.name(), (a, b) -> better(outcomes, b, a) ? b : a);
    }
    System.out.print(ResultTable.header(SHARES));
    for (Contest.Entry entry : entries) {
      boolean isBest = entry.name().equals(best.get(entry.family()));
      System.out.print(
          ResultTable.row(entry, outcomes.getOrDefault(entry.name(), ResultTable.NONE), isBest));
      if (isBest) {
        ScoreFile.write(
            out.resolve(entry.name() + ".scores.jsonl"), history.events(), entry.scores());
      }
    }
    System.out.println(ResultTable.FOOTER + out);
  }

  /**
   * By recall at the decisive share, then by area under ROC: with hindsight, in the peer's favour.
   */
  private static boolean better(Map<String, Judgement.Outcome> outcomes, String name, String than) {
    Judgement.Outcome a = outcomes.getOrDefault(name, ResultTable.NONE);
    Judgement.Outcome b = outcomes.getOrDefault(than, ResultTable.NONE);
    int byRecall =
        Double.compare(a.points().get(DECISIVE).recall(), b.points().get(DECISIVE).recall());
    return byRecall > 0 || (byRecall == 0 && a.auc() > b.auc());
  }
}
