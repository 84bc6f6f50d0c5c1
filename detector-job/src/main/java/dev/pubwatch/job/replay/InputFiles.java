package dev.pubwatch.job.replay;

import dev.pubwatch.formats.Format;
import dev.pubwatch.job.replay.ReplayInput.Opener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files that inputs name. */
final class InputFiles {
  /**
   * One file.
   *
   * @param path null for stdin
   * @param sizeBytes -1 where it is not known
   * @param opener null where the file holds the records itself
   */
  record InputFile(Format format, @Nullable Path path, long sizeBytes, @Nullable Opener opener) {
    String name() {
      return path == null ? ReplayInput.STDIN : path.toString();
    }
  }

  private InputFiles() {}

  static List<InputFile> find(List<ReplayInput> inputs) throws ReplayException {
    List<InputFile> files = new ArrayList<>();
    for (ReplayInput input : inputs) {
      files.addAll(find(input));
    }
    return files;
  }

  private static List<InputFile> find(ReplayInput input) throws ReplayException {
    if (input.path().equals(ReplayInput.STDIN)) {
      return List.of(new InputFile(input.format(), null, -1, null));
    }
    try {
      if (input.opener() != null) {
        Path path = readable(input.path());
        return List.of(new InputFile(input.format(), path, -1, input.opener()));
      }
      List<InputFile> files = new ArrayList<>();
      for (Path path : paths(input.path())) {
        files.add(new InputFile(input.format(), path, Files.size(path), null));
      }
      return files;
    } catch (UncheckedIOException | IOException e) {
      throw new ReplayException("cannot read " + input.path() + ": " + Faults.say(e), e);
    } catch (InvalidPathException e) {
      throw new ReplayException("not a path: " + input.path(), e);
    }
  }

  private static List<Path> paths(String given) throws IOException, ReplayException {
    if (!isGlob(given) || Files.exists(Path.of(given))) {
      Path path = readable(given);
      return Files.isDirectory(path) ? under(path, file -> true) : List.of(path);
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + given);
    Path root = root(given);
    List<Path> found = Files.isDirectory(root) ? under(root, matcher::matches) : List.of();
    if (found.isEmpty()) {
      throw new ReplayException("no file matches " + given);
    }
    return found;
  }

  private static Path readable(String given) throws ReplayException {
    Path path = Path.of(given);
    if (!Files.exists(path)) {
      throw new ReplayException("no such file or folder: " + given);
    }
    if (!Files.isReadable(path)) {
      throw new ReplayException("not readable: " + given);
    }
    return path;
  }

  private static boolean isGlob(String path) {
    return path.matches(".*[*?\\[{].*");
  }

  /** The part of a glob before its first wildcard, as paths below it are spelt. */
  private static Path root(String glob) {
    int cut = glob.split("[*?\\[{]", 2)[0].lastIndexOf('/');
    return cut < 0 ? Path.of("") : Path.of(glob.substring(0, Math.max(1, cut)));
  }

  /** Files below a folder by path, hidden ones left out as a shell's glob does. */
  private static List<Path> under(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(path -> !isHidden(folder, path))
          .filter(Files::isRegularFile)
          .filter(wanted)
          .sorted()
          .toList();
    }
  }

  private static boolean isHidden(Path folder, Path path) {
    for (Path part : folder.relativize(path)) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
