package dev.pubwatch.job.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files of one run that are gone when it ends, however it ends short of kill -9. */
final class TempFolder implements Closeable {
  private final Path folder;
  private final List<Path> others = new CopyOnWriteArrayList<>();
  private final Thread atShutdown = new Thread(this::delete, "replay-temp-files");

  private TempFolder(Path folder) {
    this.folder = folder;
  }

  static TempFolder create(@Nullable Path parent) throws ReplayException {
    try {
      Path folder =
          parent == null
              ? Files.createTempDirectory("pubwatch-replay-")
              : Files.createTempDirectory(parent, "pubwatch-replay-");
      TempFolder temp = new TempFolder(folder);
      Runtime.getRuntime().addShutdownHook(temp.atShutdown);
      return temp;
    } catch (IOException e) {
      throw new ReplayException("cannot create a temporary folder: " + Faults.say(e), e);
    }
  }

  Path path() {
    return folder;
  }

  /** A file elsewhere that goes with the folder. */
  void own(Path file) {
    others.add(file);
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException e) {
      // The JVM shuts down, and the hook finds nothing left to do.
    }
  }

  private void delete() {
    others.forEach(TempFolder::deleteQuietly);
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.sorted(Comparator.reverseOrder()).forEach(TempFolder::deleteQuietly);
    } catch (IOException | UncheckedIOException e) {
      // Gone already.
    }
  }

  /** What cannot be deleted is left to the system's temporary folder. */
  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
