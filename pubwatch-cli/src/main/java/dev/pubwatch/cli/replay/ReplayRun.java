package dev.pubwatch.cli.replay;

import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.terminal.ProgressBar;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.console.HtmlReport;
import dev.pubwatch.console.ReportFacts;
import dev.pubwatch.core.Alert.Severity;
import dev.pubwatch.events.Alert;
import dev.pubwatch.job.geo.GeoFiles;
import dev.pubwatch.job.geo.GeoIdentity;
import dev.pubwatch.job.replay.ReplayException;
import dev.pubwatch.job.replay.ReplayJob;
import dev.pubwatch.job.replay.ReplayOptions;
import dev.pubwatch.job.replay.ReplayProgress;
import dev.pubwatch.job.replay.ReplaySummary;
import dev.pubwatch.job.snapshot.SnapshotHeader;
import dev.pubwatch.job.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One replay: what is meant for stdout first goes to a temporary file, so that nothing is printed
 * of a replay that fails and the job needs to know nothing of terminals.
 *
 * @param alerts where alerts go: a file, {@code -} for JSON on stdout, null to be read by a person
 * @param scores where scores go: a file, {@code -}, or null for nowhere
 * @param report where the HTML report goes, null for none
 * @param failOn severity that makes the exit code 3, null for none
 * @param quiet neither progress nor summary
 */
public record ReplayRun(
    Terminal terminal,
    @Nullable String alerts,
    @Nullable String scores,
    @Nullable Path report,
    @Nullable Severity failOn,
    boolean quiet) {

  /** Replays, prints, and gives the exit code. */
  public int run(ReplayOptions options) throws ReplayException, IOException {
    SnapshotHeader begun = header(options.stateIn());
    try (Scratch scratch = Scratch.create()) {
      Path alertFile = isFile(alerts) ? Path.of(alerts) : scratch.file("alerts.jsonl");
      Path scoreFile = Outputs.STDOUT.equals(scores) ? scratch.file("scores.jsonl") : null;
      ReplaySummary summary =
          replay(
              options.toBuilder()
                  .outputs(
                      alertFile.toString(),
                      scoreFile == null ? scores : scoreFile.toString(),
                      options.rejects())
                  .build());
      if (report != null) {
        writeReport(report, alertFile, summary);
      }
      print(alertFile, scoreFile);
      summarize(summary, options.geo());
      summarizeState(begun, options.stateOut());
      return exitCode(summary);
    }
  }

  /** Replays, with progress where a person looks on. */
  public ReplaySummary replay(ReplayOptions options) throws ReplayException {
    if (quiet || !terminal.errIsTerminal()) {
      return ReplayJob.run(options, ReplayProgress.NONE);
    }
    try (ProgressBar bar = new ProgressBar(terminal.err(), terminal::width, System::nanoTime)) {
      return ReplayJob.run(
          options,
          (phase, done, total, events) ->
              bar.update(phase.name().toLowerCase(Locale.ROOT), done, total, events));
    }
  }

  private static void writeReport(Path report, Path alertFile, ReplaySummary summary)
      throws IOException {
    List<Alert> all = new ArrayList<>();
    try (AlertFile file = new AlertFile(alertFile)) {
      for (Alert alert = file.next(); alert != null; alert = file.next()) {
        all.add(alert);
      }
    }
    ReportFacts facts =
        new ReportFacts(
            "Replay of " + summary.files() + (summary.files() == 1 ? " file" : " files"),
            summary.events(),
            summary.rejected(),
            summary.first(),
            summary.last());
    HtmlReport.write(report, all, facts);
  }

  private void print(Path alertFile, @Nullable Path scoreFile) throws IOException {
    Stdout stdout = new Stdout(terminal);
    if (scoreFile != null) {
      stdout.copy(scoreFile);
    } else if (Outputs.STDOUT.equals(alerts)) {
      stdout.copy(alertFile);
    } else if (alerts == null) {
      stdout.alerts(alertFile);
    }
  }

  /**
   * Prints what a replay came to, unless quiet.
   *
   * @param geo what addresses were looked up in
   */
  public void summarize(ReplaySummary summary, GeoFiles geo) throws IOException {
    if (!quiet) {
      SummaryTable.lines(summary, GeoIdentity.of(geo)).forEach(terminal.err()::println);
    }
  }

  private void summarizeState(@Nullable SnapshotHeader begun, @Nullable String stateOut)
      throws IOException {
    if (quiet) {
      return;
    }
    Table state = new Table();
    if (begun != null) {
      state.row("began with", SummaryTable.shown(begun));
    }
    if (stateOut != null) {
      state.row("learned", SummaryTable.shown(Snapshots.header(Path.of(stateOut))));
    }
    state.lines("  ").forEach(terminal.err()::println);
  }

  /** Before the replay, which may put another snapshot in its place; it tells what is wrong. */
  private static @Nullable SnapshotHeader header(@Nullable Path snapshot) {
    try {
      return snapshot == null ? null : Snapshots.header(snapshot);
    } catch (IOException e) {
      return null;
    }
  }

  /** 3 when an alert reached {@code failOn}, else 0. */
  public int exitCode(ReplaySummary summary) {
    if (failOn == null) {
      return ExitCodes.DONE;
    }
    for (Severity severity : Severity.values()) {
      long count = summary.alertsBySeverity().getOrDefault(Severities.name(severity), 0L);
      if (severity.compareTo(failOn) >= 0 && count > 0) {
        return ExitCodes.ALERTED;
      }
    }
    return ExitCodes.DONE;
  }

  private static boolean isFile(@Nullable String target) {
    return target != null && !target.equals(Outputs.STDOUT);
  }
}
