package dev.pubwatch.cli;

import dev.pubwatch.cli.config.DataDir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The commit that a clone stands on. */
final class Commit {
  private Commit() {}

  /** Its short id, with {@code -dirty} when files were changed since; empty outside a clone. */
  static Optional<String> ofThisClone() {
    Path home = Path.of(System.getProperty(DataDir.HOME_PROPERTY, ""));
    if (!Files.exists(home.resolve(".git"))) {
      return Optional.empty();
    }
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
              .directory(home.toAbsolutePath().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String id = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return id.isEmpty() ? Optional.empty() : Optional.of(id);
    } catch (IOException e) {
      return Optional.empty(); // no git here
    }
  }
}
