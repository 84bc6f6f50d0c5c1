package dev.pubwatch.job.replay;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Words for what Java throws. */
final class Faults {
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
    boolean speaks = message != null && !message.isBlank();
    return speaks && (cause instanceof IOException || cause instanceof IllegalStateException)
        ? String.valueOf(message)
        : cause.getClass().getSimpleName() + (speaks ? ": " + message : "");
  }

  private static Throwable root(Throwable fault) {
    Throwable cause = fault;
    for (Throwable next = fault; next != null && next != cause.getCause(); next = next.getCause()) {
      cause = next;
    }
    return cause;
  }
}
