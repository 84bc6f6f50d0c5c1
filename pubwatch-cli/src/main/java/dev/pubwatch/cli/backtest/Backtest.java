package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.backtest.measure.Alerting;
import dev.pubwatch.cli.backtest.measure.Collector;
import dev.pubwatch.cli.backtest.measure.Comparison;
import dev.pubwatch.cli.backtest.measure.Contender;
import dev.pubwatch.cli.backtest.measure.Labels;
import dev.pubwatch.cli.backtest.measure.RaisedAlert;
import dev.pubwatch.cli.backtest.measure.ScoredEvent;
import dev.pubwatch.cli.backtest.measure.Selection;
import dev.pubwatch.cli.replay.ReplayRun;
import dev.pubwatch.cli.replay.Scratch;
import dev.pubwatch.job.replay.ReplayException;
import dev.pubwatch.job.replay.ReplayOptions;
import dev.pubwatch.job.replay.ReplaySummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One backtest: replay, collect, judge, tell. */
final class Backtest {
  /** The run itself among the detectors that are compared. */
  static final String OWN_NAME = "pubwatch";

  /**
   * The same run under another configuration.
   *
   * @param name what to call it
   */
  record Variant(String name, ReplayOptions options) {}

  private final ReplayRun run;
  private final Settings settings;

  Backtest(ReplayRun run, Settings settings) {
    this.run = run;
    this.settings = settings;
  }

  /**
   * Does all of it.
   *
   * @param variant what to compare with, null for nothing
   * @return the exit code
   */
  int run(ReplayOptions options, @Nullable Variant variant) throws ReplayException, IOException {
    Labels labels =
        new LabelFiles(settings.maliciousLabels(), settings.campaignField())
            .read(settings.labels());
    List<Contender> others = others();
    Telling telling = new Telling(run, settings.json());
    telling.check();
    try (Scratch scratch = Scratch.create()) {
      RunFiles own = RunFiles.of(run.alerts(), run.scores(), scratch, "own");
      ReplaySummary summary = run.replay(own.targets(options));
      run.summarize(summary, options.geo());
      RunFiles second = variant == null ? null : RunFiles.of(null, null, scratch, "other");
      if (variant != null && second != null) {
        run.replay(second.targets(variant.options()));
      }
      Result result = judge(labels, own, others, variant, second);
      telling.tell(result, own);
      return exitCode(result, summary);
    }
  }

  private List<Contender> others() throws IOException {
    List<Contender> contenders = new ArrayList<>();
    for (NamedFile other : settings.others()) {
      contenders.add(contender(other.name(), ScoreFile.byEvent(other.file())));
    }
    return contenders;
  }

  private static Contender contender(String name, Map<String, Double> scores) {
    return new Contender(name, event -> scores.getOrDefault(event.eventId(), Double.NaN));
  }

  private Result judge(
      Labels labels,
      RunFiles own,
      List<Contender> others,
      @Nullable Variant variant,
      @Nullable RunFiles second)
      throws IOException {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender(OWN_NAME, ScoredEvent::scoreBits));
    if (variant != null && second != null) {
      contenders.add(contender(variant.name(), ScoreFile.byEvent(second.scores())));
    }
    contenders.addAll(others);
    Selection selection =
        new Selection(settings.fromMillis(), settings.minHistory(), settings.actions());
    Collector collector = new Collector(labels, selection, contenders);
    ScoreFile.read(own.scores(), collector::add);
    List<RaisedAlert> alerts = Alerts.read(own.alerts());
    Alerting alerting = collector.alerting(alerts);
    Result.Other other = null;
    if (variant != null && second != null) {
      List<RaisedAlert> otherAlerts = Alerts.read(second.alerts());
      other =
          new Result.Other(
              variant.name(),
              collector.alerting(otherAlerts),
              Comparison.of(collector.judged(alerts), collector.judged(otherAlerts)));
    }
    return result(collector, alerting, other);
  }

  private Result result(Collector collector, Alerting alerting, Result.@Nullable Other other) {
    var standings = collector.standings();
    var ranking = standings.get(0).ranking();
    return new Result(
        collector.judged(),
        standings,
        alerting,
        collector.calibrations(),
        other,
        settings.needs().stream()
            .map(need -> new Result.Outcome(need, need.value(ranking, alerting)))
            .toList());
  }

  private int exitCode(Result result, ReplaySummary summary) {
    List<Result.Outcome> unmet =
        result.needs().stream().filter(outcome -> !outcome.holds()).toList();
    unmet.forEach(o -> run.terminal().complain(o.need().complaint(o.value())));
    return unmet.isEmpty() ? run.exitCode(summary) : ExitCodes.FAILED;
  }
}
