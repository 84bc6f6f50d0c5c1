package dev.pubwatch.job.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Where one kind of result goes: written beside its target, moved into place when all is done.
 *
 * @param option its name for messages
 * @param target null for stdout
 * @param part what is written meanwhile
 */
record Output(String option, @Nullable Path target, Path part) {
  private static final String STDOUT = "-";

  /** Opens an output, which proves that it can be written; null when it is not wanted. */
  static @Nullable Output open(String option, @Nullable String target, TempFolder temp)
      throws ReplayException {
    if (target == null) {
      return null;
    }
    if (target.equals(STDOUT)) {
      return new Output(option, null, temp.path().resolve(option + ".out"));
    }
    Path path = Path.of(target).toAbsolutePath();
    if (Files.isDirectory(path)) {
      throw new ReplayException("cannot write %s to %s: it is a folder".formatted(option, target));
    }
    // A device or pipe, such as /dev/null, cannot be replaced: it is written to at the end.
    boolean special = Files.exists(path) && !Files.isRegularFile(path);
    return special
        ? new Output(option, path, temp.path().resolve(option + ".out"))
        : new Output(option, path, part(option, target, path, temp));
  }

  private static Path part(String option, String target, Path path, TempFolder temp)
      throws ReplayException {
    try {
      if (Files.exists(path) && !Files.isWritable(path)) {
        throw new ReplayException(
            "cannot write %s to %s: permission denied".formatted(option, target));
      }
      Path folder = path.getParent() == null ? path.getRoot() : path.getParent();
      Path part = Files.createTempFile(folder, "." + path.getFileName() + ".", ".part");
      temp.own(part);
      return part;
    } catch (IOException e) {
      throw new ReplayException(
          "cannot write %s to %s: %s".formatted(option, target, Faults.say(e)), e);
    }
  }

  /** Puts what was written in its place; an output that nothing was written to is empty. */
  void publish(PrintStream stdout) throws ReplayException {
    try {
      if (!Files.exists(part)) {
        Files.createFile(part);
      }
      if (target == null) {
        Files.copy(part, stdout);
        stdout.flush();
      } else if (Files.exists(target) && !Files.isRegularFile(target)) {
        try (OutputStream out = Files.newOutputStream(target)) {
          Files.copy(part, out);
        }
      } else {
        Permissions.likeNew(part, target);
        move(part, target);
      }
    } catch (IOException e) {
      throw new ReplayException(
          "cannot write %s to %s: %s".formatted(option, target, Faults.say(e)), e);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
