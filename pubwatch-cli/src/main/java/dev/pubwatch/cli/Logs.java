package dev.pubwatch.cli;

import dev.pubwatch.cli.terminal.ProgressBar;
import dev.pubwatch.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where Flink, Kafka and everything else that talks a lot writes: one file a command under the data
 * folder, or under the temporary folder when that cannot be written.
 *
 * <p>{@link #begin} must come before the first logger is made.
 */
public final class Logs {
  /** System property that log4j2.xml takes the file's name from. */
  static final String FILE_PROPERTY = "pubwatch.log";

  private static final String ERASE_PROPERTY = "pubwatch.eraseLine";

  private static volatile @Nullable Path file;

  private Logs() {}

  /**
   * Sends logs, and what libraries print to {@code System.out} and {@code System.err}, to {@code
   * DATA/logs/COMMAND.log}; our own warnings still reach the terminal.
   *
   * @return the file
   */
  public static Path begin(Path dataDir, String command, Terminal terminal) throws IOException {
    Path log = writable(dataDir, command);
    file = log;
    System.setProperty(FILE_PROPERTY, log.toString());
    System.setProperty(ERASE_PROPERTY, terminal.errIsTerminal() ? ProgressBar.ERASE : "");
    PrintStream prints = appending(log);
    System.setOut(prints);
    System.setErr(prints);
    return log;
  }

  private static Path writable(Path dataDir, String command) throws IOException {
    try {
      Path folder = Files.createDirectories(dataDir.resolve("logs"));
      Path log = folder.resolve(command + ".log");
      appending(log).close();
      return log;
    } catch (IOException e) {
      return Files.createTempFile("pubwatch-" + command + "-", ".log");
    }
  }

  private static PrintStream appending(Path log) throws IOException {
    return new PrintStream(
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        true,
        StandardCharsets.UTF_8);
  }

  /**
   * Keeps the stack trace of a failure, if logs have begun.
   *
   * @return where it was written
   */
  static Optional<Path> failure(String command, Throwable thrown) {
    Path log = file;
    boolean saidAll = thrown instanceof CommandFailure && thrown.getCause() == null;
    if (log == null || saidAll) {
      return Optional.empty();
    }
    try (PrintStream prints = appending(log)) {
      prints.println(command + " failed:");
      thrown.printStackTrace(prints);
      return Optional.of(log);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
