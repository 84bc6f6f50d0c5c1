package dev.pubwatch.cli.config;

import dev.pubwatch.job.geo.GeoFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What addresses are looked up in.
 *
 * @param enabled whether any is looked up
 * @param dir where {@code geo install} puts what it installs
 * @param asn database of autonomous systems; null for the installed one, if there is one
 * @param country database of countries, likewise
 * @param ranges files of published ranges; null for the installed ones
 */
public record GeoSettings(
    boolean enabled,
    Path dir,
    @Nullable Path asn,
    @Nullable Path country,
    @Nullable List<Path> ranges) {
  /** Folder below the data folder. */
  static final String FOLDER = "geo";

  public GeoSettings {
    ranges = ranges == null ? null : List.copyOf(ranges);
  }

  /** The same, but nothing is looked up. */
  public GeoSettings disabled() {
    return new GeoSettings(false, dir, asn, country, ranges);
  }

  /** The files that are to be used: named ones, else installed ones. */
  public GeoFiles files() throws IOException {
    if (!enabled) {
      return GeoFiles.NONE;
    }
    GeoFiles installed = GeoFiles.in(dir);
    List<String> databases = new ArrayList<>();
    add(databases, asn, dir.resolve(GeoFiles.ASN), installed);
    add(databases, country, dir.resolve(GeoFiles.COUNTRY), installed);
    return new GeoFiles(
        databases,
        ranges == null ? installed.ranges() : ranges.stream().map(Path::toString).toList());
  }

  private static void add(
      List<String> databases, @Nullable Path named, Path standard, GeoFiles installed) {
    if (named != null) {
      databases.add(named.toString());
    } else if (installed.databases().contains(standard.toString())) {
      databases.add(standard.toString());
    }
  }
}
