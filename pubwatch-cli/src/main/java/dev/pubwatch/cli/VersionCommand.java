package dev.pubwatch.cli;

import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Which pubwatch this is, and of which parts. */
@Command(name = "version", description = "Which pubwatch this is, and of which parts.")
final class VersionCommand implements Callable<Integer> {
  private final Terminal terminal;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    BuildInfo build = BuildInfo.ofThisJar();
    Table table = new Table();
    table.row("pubwatch", build.version());
    Commit.ofThisClone().ifPresent(commit -> table.row("commit", commit));
    table.row("Flink", build.flink());
    table.row("Kafka", build.kafka());
    table.row("Avro", build.avro());
    table.row("Java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    table.row("state", StateVersions.shown());
    table.lines("").forEach(terminal.out()::println);
    return ExitCodes.DONE;
  }
}
