package dev.pubwatch.connect;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Says what is wrong with a file. */
final class Faults {
  private Faults() {}

  static String sentence(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "the worker has no permission to read the file";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return "the file system says: " + system.getReason();
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
