package dev.pubwatch.cli.git;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/** What a clone's references name, read from its files; links among them are passed over. */
final class References {
  /** A reference is 41 bytes; {@code FETCH_HEAD} and its like are longer and no references. */
  private static final int MAX_BYTES = 4_096;

  private static final int MAX_DEPTH = 20;
  private static final int MOST = 1_000_000;

  private final Path folder;
  private final SortedMap<String, ObjectId> byName = new TreeMap<>();

  private References(Path folder) {
    this.folder = folder;
  }

  /**
   * All branches, remote branches, tags and other references by name, and {@code HEAD} where it
   * names a commit itself.
   *
   * @throws IOException when there are more than anybody has
   */
  static SortedMap<String, ObjectId> of(Path folder) throws IOException {
    References references = new References(folder);
    references.packed();
    references.loose(folder.resolve("refs"));
    references.add("HEAD", folder.resolve("HEAD"));
    return references.byName;
  }

  /** Commits whose parents were left out when it was cloned. */
  static Set<ObjectId> shallow(Path folder) throws IOException {
    Set<ObjectId> shallow = new HashSet<>();
    Path file = folder.resolve("shallow");
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      try (BufferedReader lines = reader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (ObjectId.isId(line.strip())) {
            shallow.add(ObjectId.fromString(line.strip()));
          }
          checkCount(shallow.size());
        }
      }
    }
    return shallow;
  }

  private void packed() throws IOException {
    Path file = folder.resolve("packed-refs");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (BufferedReader lines = reader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        if (space > 0 && ObjectId.isId(line.substring(0, space))) {
          put(line.substring(space + 1), ObjectId.fromString(line.substring(0, space)));
        }
      }
    }
  }

  private void loose(Path refs) throws IOException {
    if (!Files.isDirectory(refs, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        refs,
        Set.of(),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              add(folder.relativize(file).toString(), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A symbolic reference names another one, which is read for itself. */
  private void add(String name, Path file) throws IOException {
    String id = new String(CloneFolder.bounded(file, MAX_BYTES), StandardCharsets.US_ASCII).strip();
    if (ObjectId.isId(id)) {
      put(name, ObjectId.fromString(id));
    }
  }

  private void put(String name, ObjectId id) throws IOException {
    byName.put(name, id);
    checkCount(byName.size());
  }

  private static void checkCount(int count) throws IOException {
    if (count > MOST) {
      throw new IOException("it has more than %,d references".formatted(MOST));
    }
  }

  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), StandardCharsets.UTF_8));
  }
}
