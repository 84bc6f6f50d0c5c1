package dev.pubwatch.console;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are there whole or not at all. */
final class WholeFile {
  interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes beside {@code file}, then moves it there. Links are followed; what is no file, such as a
   * pipe, is written to as it is.
   */
  static void write(Path file, Content content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "must be a file, is a folder");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      fill(target, content, StandardOpenOption.WRITE);
      return;
    }
    Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      fill(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void fill(Path file, Content content, StandardOpenOption... options)
      throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, options)) {
      content.writeTo(out);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
