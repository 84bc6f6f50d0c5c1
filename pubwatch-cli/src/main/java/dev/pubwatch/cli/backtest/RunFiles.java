package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.replay.Outputs;
import dev.pubwatch.cli.replay.Scratch;
import dev.pubwatch.job.replay.ReplayOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's alerts and scores are read back from: the files that were asked for, temporary ones
 * where that is nothing, stdout or no regular file.
 */
record RunFiles(Path alerts, Path scores) {

  static RunFiles of(
      @Nullable String alerts, @Nullable String scores, Scratch scratch, String name) {
    return new RunFiles(
        readable(alerts, scratch.file(name + "-alerts.jsonl")),
        readable(scores, scratch.file(name + "-scores.jsonl")));
  }

  private static Path readable(@Nullable String target, Path temporary) {
    if (target == null || target.equals(Outputs.STDOUT)) {
      return temporary;
    }
    Path path = Path.of(target);
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)
        ? temporary
        : path;
  }

  /** The same replay with its results going here. */
  ReplayOptions targets(ReplayOptions options) {
    return options.toBuilder()
        .outputs(alerts.toString(), scores.toString(), options.rejects())
        .build();
  }
}
