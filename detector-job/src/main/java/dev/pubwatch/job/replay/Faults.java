package dev.pubwatch.job.replay;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.flink.util.SerializedThrowable;

/** Words for what Java throws. */
final class Faults {
  /** Chains of causes may be circles. */
  private static final int DEEPEST = 100;

  private Faults() {}

  /** What went wrong, without the name of the file. */
  static String say(Throwable fault) {
    Throwable cause = root(fault);
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "something else is there already";
    }
    if (cause instanceof FileSystemException e && e.getReason() != null) {
      return String.valueOf(e.getReason());
    }
    String message = cause.getMessage();
    if (cause instanceof SerializedThrowable && message != null) {
      return message; // the name of what was thrown, and its words
    }
    boolean speaks = message != null && !message.isBlank();
    return speaks && (cause instanceof IOException || cause instanceof IllegalStateException)
        ? String.valueOf(message)
        : cause.getClass().getSimpleName() + (speaks ? ": " + message : "");
  }

  private static Throwable root(Throwable fault) {
    Throwable cause = fault;
    for (int depth = 0; cause.getCause() != null && depth < DEEPEST; depth++) {
      cause = cause.getCause();
    }
    return cause;
  }
}
