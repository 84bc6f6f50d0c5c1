package dev.pubwatch.cli.geo;

import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.config.GeoSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --config} and {@code --dir}, the same for every command of {@code geo}. */
final class GeoFolder {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Folder of what is installed, instead of geo.dir of the settings.")
  private @Nullable Path dir;

  /** Made by picocli, as a mixin. */
  GeoFolder() {}

  GeoSettings settings() throws ConfigException {
    GeoSettings set = config.load().geo();
    return dir == null
        ? set
        : new GeoSettings(true, dir.toAbsolutePath().normalize(), null, null, null);
  }
}
