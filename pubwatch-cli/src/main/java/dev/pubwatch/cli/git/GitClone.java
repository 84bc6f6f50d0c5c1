package dev.pubwatch.cli.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local clone, bare or not, as lines of the format {@code git-workflow-log}.
 *
 * <p>Every commit that a reference leads to is one line, or one that says why it cannot be read.
 * Nothing of the repository is run or written, and no setting of it is heeded.
 *
 * @param folder the repository's own folder, {@code .git} where there is a working tree
 * @param name what its project is called when it was cloned from nowhere
 */
public record GitClone(Path folder, String name) {
  /** Name of the format on the command line. */
  public static final String FORMAT = "git";

  /** Clones of a whole organisation lie in {@code HOST/OWNER/REPOSITORY}. */
  private static final int DEEPEST = 3;

  private static final String INNER = ".git";

  /**
   * The clone at a path, or all clones in that folder and below, by path.
   *
   * @throws IOException when there is none
   */
  public static List<GitClone> find(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new IOException("not a folder");
    }
    if (isClone(path)) {
      return List.of(new GitClone(inner(path), lastName(path)));
    }
    if (Files.isRegularFile(path.resolve(INNER))) {
      throw new IOException("a linked working tree: give the clone that it belongs to");
    }
    try (Stream<Path> below = Files.walk(path, DEEPEST)) {
      List<GitClone> found =
          below
              .filter(folder -> !isHidden(path.relativize(folder)) && isClone(folder))
              .filter(folder -> !isWithinBare(path, folder))
              .sorted()
              .map(folder -> new GitClone(inner(folder), plain(path.relativize(folder).toString())))
              .toList();
      if (found.isEmpty()) {
        throw new IOException("not a git repository, and none in it");
      }
      return found;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The clone's commits, from its references on; reading them reads the repository.
   *
   * @throws IOException when it is no clone that can be read
   */
  public InputStream open() throws IOException {
    return new CommitLines(CloneFolder.open(folder, name));
  }

  private static boolean isClone(Path folder) {
    Path inner = inner(folder);
    return Files.isDirectory(inner.resolve("objects"), LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(inner.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS);
  }

  private static Path inner(Path folder) {
    Path inner = folder.resolve(INNER);
    return Files.isDirectory(inner, LinkOption.NOFOLLOW_LINKS) ? inner : folder;
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /** A bare clone's own folders hold no other clone that anybody means. */
  private static boolean isWithinBare(Path top, Path folder) {
    for (Path up = folder.getParent(); up != null && up.startsWith(top); up = up.getParent()) {
      if (!up.equals(top) && isClone(up)) {
        return true;
      }
    }
    return false;
  }

  private static String lastName(Path folder) {
    Path full = folder.toAbsolutePath().normalize();
    Path named = full.endsWith(INNER) && full.getParent() != null ? full.getParent() : full;
    return plain(String.valueOf(named.getFileName()));
  }

  private static String plain(String name) {
    return name.endsWith(INNER) ? name.substring(0, name.length() - INNER.length()) : name;
  }
}
