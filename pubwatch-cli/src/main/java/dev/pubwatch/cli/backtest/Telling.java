package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.replay.Outputs;
import dev.pubwatch.cli.replay.ReplayRun;
import dev.pubwatch.cli.replay.Stdout;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a result to where it was asked for. The table goes to stdout, or to stderr when something
 * else was asked for there.
 */
final class Telling {
  private final ReplayRun run;
  private final @Nullable String json;

  Telling(ReplayRun run, @Nullable String json) {
    this.run = run;
    this.json = json;
  }

  /**
   * Looks whether files can be written where they were asked for, before an hour of replay.
   *
   * @throws IOException naming the target that cannot be written
   */
  void check() throws IOException {
    for (Path file :
        Stream.of(json, run.report() == null ? null : run.report().toString())
            .filter(Objects::nonNull)
            .filter(target -> !Outputs.STDOUT.equals(target))
            .map(Path::of)
            .toList()) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new IOException("cannot write " + file + ": there is no folder " + folder);
      }
      if (Files.isDirectory(file)) {
        throw new IOException("cannot write " + file + ": it is a folder");
      }
    }
  }

  /** Writes and prints the result. */
  void tell(Result result, RunFiles files) throws IOException {
    pass(run.alerts(), files.alerts());
    pass(run.scores(), files.scores());
    if (run.report() != null) {
      ResultReport.write(
          run.report(), result, Alerts.latest(files.alerts(), result.judged().from()));
    }
    if (json != null) {
      writeJson(json, ResultJson.write(result));
    }
    PrintStream table = stdoutIsTaken() ? run.terminal().err() : run.terminal().out();
    ResultText.lines(result).forEach(table::println);
    if (result.judged().malicious() == 0) {
      run.terminal()
          .complain("no label names a malicious event of the judged period: recall is unknown");
    }
  }

  private boolean stdoutIsTaken() {
    return Stream.of(run.alerts(), run.scores(), json)
        .filter(Objects::nonNull)
        .anyMatch(Outputs.STDOUT::equals);
  }

  /**
   * To stdout or to what is no regular file, where the replay could not write what is read back.
   */
  private void pass(@Nullable String target, Path file) throws IOException {
    if (Outputs.STDOUT.equals(target)) {
      new Stdout(run.terminal()).copy(file);
    } else if (target != null && !Path.of(target).equals(file)) {
      try (OutputStream out = Files.newOutputStream(Path.of(target))) {
        Files.copy(file, out);
      }
    }
  }

  private void writeJson(String target, String text) throws IOException {
    if (target.equals(Outputs.STDOUT)) {
      run.terminal().out().print(text);
      run.terminal().out().flush();
      return;
    }
    Path file = Path.of(target);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      Files.writeString(file, text);
      return;
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
