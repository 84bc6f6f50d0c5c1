package dev.pubwatch.cli;

import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.formats.MalformedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into sentences on stderr; the stack trace goes to the log file. */
final class Failures implements IExecutionExceptionHandler {
  private static final int DEEPEST_CAUSE = 20;

  private final Terminal terminal;
  private final Map<String, String> environment;

  Failures(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    return report(thrown, command.getCommandName());
  }

  int report(Throwable thrown, String command) {
    sentences(thrown).forEach(terminal::complain);
    if (isDebug()) {
      thrown.printStackTrace(terminal.err());
    } else {
      Logs.failure(command, thrown)
          .filter(file -> !isPlain(thrown))
          .ifPresent(file -> terminal.complain("details are in " + file));
    }
    return ExitCodes.FAILED;
  }

  private boolean isDebug() {
    return "1".equals(environment.get("PUBWATCH_DEBUG")) || Boolean.getBoolean(Main.DEBUG_PROPERTY);
  }

  /** Whether the sentence says all: wrong settings, a bad line or no such file, a full disk. */
  private static boolean isPlain(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; depth < DEEPEST_CAUSE && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    boolean bare = cause == thrown && thrown.getMessage() != null && thrown instanceof Exception;
    return cause instanceof IOException
        || cause instanceof MalformedException
        || (bare && !(thrown instanceof RuntimeException));
  }

  private static List<String> sentences(Throwable thrown) {
    if (thrown instanceof ConfigException config) {
      return config.faults();
    }
    Throwable cause = thrown;
    for (int depth = 0; depth < DEEPEST_CAUSE && cause != null; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return List.of("out of memory; give more, for example PUBWATCH_JAVA_OPTS=-Xmx8g");
      }
      cause = cause.getCause();
    }
    return List.of(sentence(thrown));
  }

  private static String sentence(Throwable thrown) {
    String message = Objects.requireNonNullElse(thrown.getMessage(), "");
    if (thrown instanceof NoSuchFileException || thrown instanceof FileNotFoundException) {
      return message + ": no such file or folder";
    }
    if (thrown instanceof AccessDeniedException) {
      return message + ": permission denied";
    }
    if (thrown instanceof NotDirectoryException) {
      return message + ": is not a folder";
    }
    if (thrown instanceof FileSystemException) {
      return message;
    }
    return message.isEmpty() ? "failed with " + thrown.getClass().getSimpleName() : message;
  }
}
