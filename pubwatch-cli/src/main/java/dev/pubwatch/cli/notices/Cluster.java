package dev.pubwatch.cli.notices;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.Logs;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.stack.Addresses;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.notify.incident.IncidentTopics;
import dev.pubwatch.notify.incident.IncidentView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which notifiers are meant: those of an {@code up}, or of a cluster. */
final class Cluster {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the 'up' to talk to, instead of data.dir of the settings.")
  private @Nullable Path data;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "A broker of a cluster to talk to, instead of an 'up'.")
  private @Nullable String kafka;

  /** Made by picocli, as a mixin. */
  Cluster() {}

  IncidentTopics topics(Terminal terminal) throws ConfigException, IOException {
    Path folder = data == null ? config.load().dataDir() : data.toAbsolutePath().normalize();
    Logs.begin(folder, "incidents", terminal);
    return new IncidentTopics(kafka == null ? Addresses.of(folder).bootstrap() : kafka);
  }

  static List<IncidentView> read(IncidentTopics topics) {
    try {
      return topics.read();
    } catch (KafkaException e) {
      throw unreachable(topics, e);
    }
  }

  static CommandFailure unreachable(IncidentTopics topics, KafkaException e) {
    return new CommandFailure(
        "cannot talk to the notifiers at %s: %s; are they up?"
            .formatted(topics.bootstrapServers(), e.getMessage()),
        e);
  }
}
