package dev.pubwatch.cli.config;

import dev.pubwatch.formats.Formats;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config FILE}, the same for every command that has it. */
public final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file of settings; without it all have their defaults.")
  private @Nullable Path file;

  /** Made by picocli, as a mixin. */
  public ConfigOption() {}

  /** The file that was given. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /**
   * The settings, checked; the defaults when no file was given.
   *
   * @throws ConfigException with every fault of the file
   */
  public PubwatchConfig load() throws ConfigException {
    return file == null
        ? PubwatchConfig.defaults()
        : PubwatchConfig.load(file, Set.copyOf(Formats.names()));
  }
}
