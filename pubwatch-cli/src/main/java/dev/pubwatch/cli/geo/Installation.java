package dev.pubwatch.cli.geo;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.job.geo.GeoDatabase;
import dev.pubwatch.job.geo.GeoException;
import dev.pubwatch.job.geo.GeoFiles;
import dev.pubwatch.job.geo.Network;
import dev.pubwatch.job.geo.RangeFile;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The folder of what is installed. A file is checked whole beside its place and then takes it in
 * one step; who has the old one open keeps reading the old one.
 */
final class Installation {
  private static final String ABOUT = ".properties";

  private final Path folder;

  private Installation(Path folder) {
    this.folder = folder;
  }

  /** Of a folder, which is made when the first file comes. */
  static Installation in(Path folder) {
    return new Installation(folder);
  }

  /**
   * Where a database comes from and under which terms.
   *
   * @param origin a package and its version, or a file
   * @param licence SPDX id, or that it is the operator's to know
   */
  record Terms(String origin, String licence, String attribution) {}

  /**
   * Installs a database under the name that its contents call for.
   *
   * @return a line for the operator
   * @throws GeoException when it is not a database of ASNs or countries
   */
  String database(Path file, Terms terms) throws IOException {
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, ".fresh-", ".mmdb");
    try {
      Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
      try (GeoDatabase database = GeoDatabase.open(fresh)) {
        GeoDatabase.Contents contents = database.check();
        String name = contents.asns() > contents.countries() ? GeoFiles.ASN : GeoFiles.COUNTRY;
        String day = database.built().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        String type = database.type().replaceAll("\\p{Cntrl}", "?");
        writeAbout(name, terms, contents.networks());
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return "%s: %s of %s, %,d networks, from %s, licence %s"
            .formatted(name, type, day, contents.networks(), terms.origin(), terms.licence());
      } catch (GeoException e) {
        throw new CommandFailure(
            String.valueOf(e.getMessage()).replace(fresh.toString(), file.toString()), e);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void writeAbout(String name, Terms terms, long networks) throws IOException {
    Properties about = new Properties();
    about.setProperty("origin", terms.origin());
    about.setProperty("licence", terms.licence());
    about.setProperty("attribution", terms.attribution());
    about.setProperty("networks", String.valueOf(networks));
    Path fresh = folder.resolve("." + name + ABOUT);
    try (Writer out = Files.newBufferedWriter(fresh)) {
      about.store(out, null);
    }
    Files.move(fresh, folder.resolve(name + ABOUT), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What is known of an installed database; empty when somebody else put it there. */
  Properties about(String name) throws IOException {
    Properties about = new Properties();
    Path file = folder.resolve(name + ABOUT);
    if (Files.isRegularFile(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        about.load(in);
      }
    }
    return about;
  }

  /**
   * Installs a file of ranges under its own name, in place of one of that name.
   *
   * @param all whose ranges a plain list holds; null to go by its lines or its name
   * @return a line for the operator
   */
  String ranges(Path file, @Nullable Network all) throws IOException {
    List<String> lines = RangeFile.normalized(file, all);
    String base = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
    String name = base.replaceAll("\\.(txt|json)$", "") + ".txt";
    Path place = Files.createDirectories(folder.resolve(GeoFiles.RANGES)).resolve(name);
    Path fresh = place.resolveSibling("." + name + ".fresh");
    Files.write(fresh, lines, StandardCharsets.US_ASCII);
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    long networks = lines.stream().map(l -> l.substring(l.indexOf(' '))).distinct().count();
    return "%s/%s: %,d ranges of %d %s"
        .formatted(
            GeoFiles.RANGES, name, lines.size(), networks, networks == 1 ? "network" : "networks");
  }
}
