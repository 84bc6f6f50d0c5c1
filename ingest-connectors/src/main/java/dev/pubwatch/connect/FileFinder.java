package dev.pubwatch.connect;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that the configured paths name: a file, a folder with all below it, or a glob.
 *
 * <p>Symbolic links are followed, loops of them left out, as are FIFOs, sockets, devices and, in
 * folders and globs, names that begin with a dot. A file found under two names counts once. What
 * disappears during the search is not found, and that is no fault.
 */
final class FileFinder {
  private static final int MAX_DEPTH = 64;
  private static final String GLOB_CHARACTERS = "*?[{";
  private static final FileOrder ORDER = new FileOrder();

  private final List<Search> searches;
  private final Predicate<Path> mine;

  /**
   * @param paths files, folders and globs
   * @param mine which files this task reads
   */
  FileFinder(List<String> paths, Predicate<Path> mine) {
    this.searches = paths.stream().map(FileFinder::search).toList();
    this.mine = mine;
  }

  /** What there is now, oldest first. */
  List<FileState> find() {
    List<FileState> found = new ArrayList<>();
    for (Search search : searches) {
      search.run(path -> add(path, found));
    }
    found.sort(ORDER);
    Map<Object, FileState> distinct = new LinkedHashMap<>();
    found.forEach(file -> distinct.putIfAbsent(file.key(), file));
    return List.copyOf(distinct.values());
  }

  private void add(Path path, List<FileState> found) {
    if (!mine.test(path)) {
      return;
    }
    try {
      found.add(FileState.of(path));
    } catch (IOException | SecurityException gone) {
      // Deleted meanwhile, or no regular file: nothing to read.
    }
  }

  /** Whether the text holds a wildcard. */
  static boolean isGlob(String path) {
    return path.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
  }

  private interface Search {
    void run(Consumer<Path> found);
  }

  private static Search search(String text) {
    if (!isGlob(text)) {
      Path path = Path.of(text).toAbsolutePath().normalize();
      return found -> fileOrFolder(path, found);
    }
    Path root = globRoot(text);
    String absolute = Path.of(text).isAbsolute() ? text : Path.of("").toAbsolutePath() + "/" + text;
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + absolute);
    int depth = text.contains("**") ? MAX_DEPTH : depth(absolute) - root.getNameCount();
    return found -> {
      if (Files.isRegularFile(Path.of(absolute))) {
        found.accept(Path.of(absolute)); // a name with such characters
      } else {
        walk(
            root,
            depth,
            path -> {
              if (matcher.matches(path)) {
                found.accept(path);
              }
            });
      }
    };
  }

  private static int depth(String glob) {
    return (int) glob.chars().filter(c -> c == '/').count();
  }

  /** The deepest folder that the glob names without a wildcard. */
  static Path globRoot(String glob) {
    int wildcard = 0;
    while (GLOB_CHARACTERS.indexOf(glob.charAt(wildcard)) < 0) {
      wildcard++;
    }
    int slash = glob.lastIndexOf('/', wildcard);
    String root = slash < 0 ? "" : slash == 0 ? "/" : glob.substring(0, slash);
    return Path.of(root).toAbsolutePath().normalize();
  }

  private static void fileOrFolder(Path path, Consumer<Path> found) {
    if (Files.isDirectory(path)) {
      walk(path, MAX_DEPTH, found);
    } else {
      found.accept(path);
    }
  }

  private static void walk(Path root, int depth, Consumer<Path> found) {
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Math.max(depth, 1),
          new Finding(root, found));
    } catch (IOException | SecurityException gone) {
      // The root itself is not there, for now.
    }
  }

  private static final class Finding extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Consumer<Path> found;

    Finding(Path root, Consumer<Path> found) {
      this.root = root;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(root) && isHidden(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !isHidden(file)) {
        found.accept(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException loopOrGone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException goneMeanwhile) {
      return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
      Path name = path.getFileName();
      return name != null && name.toString().startsWith(".");
    }
  }
}
