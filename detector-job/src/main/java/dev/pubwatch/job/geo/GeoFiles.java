package dev.pubwatch.job.geo;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which files addresses are looked up in; travels to the tasks, which open them where they run.
 *
 * @param databases MaxMind databases; where several know a field, the first one counts
 * @param ranges files of published ranges
 */
public record GeoFiles(List<String> databases, List<String> ranges) implements Serializable {
  /** Nothing is looked up. */
  public static final GeoFiles NONE = new GeoFiles(List.of(), List.of());

  /** Names of what an installation puts into its folder. */
  public static final String ASN = "asn.mmdb";

  public static final String COUNTRY = "country.mmdb";
  public static final String RANGES = "ranges";

  public GeoFiles {
    databases = List.copyOf(databases);
    ranges = List.copyOf(ranges);
  }

  public boolean isEmpty() {
    return databases.isEmpty() && ranges.isEmpty();
  }

  /** What is installed in a folder, in a fixed order; nothing when there is no such folder. */
  public static GeoFiles in(Path folder) throws IOException {
    List<String> databases = new ArrayList<>();
    for (String name : List.of(ASN, COUNTRY)) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        databases.add(file.toString());
      }
    }
    return new GeoFiles(databases, ranges(folder.resolve(RANGES)));
  }

  private static List<String> ranges(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::toString)
          .filter(name -> name.endsWith(".txt") || name.endsWith(".json"))
          .sorted()
          .toList();
    }
  }
}
