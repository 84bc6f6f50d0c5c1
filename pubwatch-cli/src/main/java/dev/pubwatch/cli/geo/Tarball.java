package dev.pubwatch.cli.geo;

import dev.pubwatch.cli.CommandFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Takes named files out of an npm package; a name in the package never becomes a path here. */
final class Tarball {
  /** Ten times what they are today. */
  private static final long MAX_BYTES = 512L << 20;

  private Tarball() {}

  /**
   * @param names directly below {@code package/}
   * @throws CommandFailure when one is not in it, or too large
   */
  static void extract(Path tarball, List<String> names, Path folder) throws IOException {
    Set<String> missing = new HashSet<>(names);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(tarball));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        String name = e.getName().startsWith("package/") ? e.getName().substring(8) : "";
        if (e.isFile() && missing.remove(name)) {
          copy(tar, e, folder.resolve(name));
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new CommandFailure(
          "%s must hold %s, but there is no %s in it"
              .formatted(tarball.getFileName(), names, missing));
    }
  }

  private static void copy(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.getSize() > MAX_BYTES) {
      throw new CommandFailure(
          "%s must be at most %d MiB, was %d"
              .formatted(target.getFileName(), MAX_BYTES >> 20, entry.getSize() >> 20));
    }
    try (OutputStream out = Files.newOutputStream(target)) {
      tar.transferTo(out);
    }
  }
}
