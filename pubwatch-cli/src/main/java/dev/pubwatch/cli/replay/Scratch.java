package dev.pubwatch.cli.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder of one run, gone when it ends, by Ctrl-C too. */
public final class Scratch implements Closeable {
  private final Path folder;
  private final Thread atExit = new Thread(this::delete, "pubwatch-scratch");

  private Scratch(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder. */
  public static Scratch create() throws IOException {
    Scratch scratch = new Scratch(Files.createTempDirectory("pubwatch-"));
    Runtime.getRuntime().addShutdownHook(scratch.atExit);
    return scratch;
  }

  /** A file in it. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook finds nothing left.
    }
  }

  private void delete() {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Temporary files that cannot be deleted are the system's to clean up.
    }
  }
}
