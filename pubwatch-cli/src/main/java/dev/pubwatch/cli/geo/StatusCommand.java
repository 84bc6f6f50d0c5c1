package dev.pubwatch.cli.geo;

import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.GeoSettings;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.job.geo.GeoDatabase;
import dev.pubwatch.job.geo.GeoFiles;
import dev.pubwatch.job.geo.GeoIdentity;
import dev.pubwatch.job.geo.RangeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is installed. */
@Command(name = "status", description = "What addresses are looked up in: type, build date, size.")
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private GeoFolder folder = new GeoFolder();

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ConfigException, IOException {
    GeoSettings settings = folder.settings();
    GeoFiles files = settings.files();
    if (files.isEmpty()) {
      terminal
          .out()
          .println(
              settings.enabled()
                  ? "nothing is installed in " + settings.dir() + "; see './pubwatch geo install'"
                  : "nothing is looked up: geo.enabled is false");
      return ExitCodes.DONE;
    }
    Table table = new Table().row("FILE", "TYPE", "BUILT", "RECORDS", "SHA-256", "FROM");
    for (String file : files.databases()) {
      database(table, Path.of(file), Installation.in(settings.dir()));
    }
    for (String file : files.ranges()) {
      Path path = Path.of(file);
      int count = RangeFile.normalized(path, null).size();
      table.row(
          name(path), "ranges", "-", "%,d".formatted(count), GeoIdentity.hash(List.of(path)), "");
    }
    table.lines("").forEach(terminal.out()::println);
    return ExitCodes.DONE;
  }

  private static void database(Table table, Path path, Installation installation)
      throws IOException {
    try (GeoDatabase database = GeoDatabase.open(path)) {
      Properties about = installation.about(name(path));
      String origin = about.getProperty("origin", "");
      String licence = about.getProperty("licence", "");
      table.row(
          name(path),
          Clean.oneLine(database.type()),
          database.built().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
          "%,d".formatted(database.check().networks()),
          GeoIdentity.hash(List.of(path)),
          Clean.oneLine(licence.isEmpty() ? origin : origin + ", " + licence));
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
