package dev.pubwatch.cli.config;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.RepositoryMap;
import dev.pubwatch.core.policy.PolicySettings;
import dev.pubwatch.notify.route.Routing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets, checked; README.md of this module documents each key and its default.
 *
 * @param dataDir where topics, checkpoints, the credential key and logs are kept
 * @param ports where each part listens, on loopback
 * @param outOfOrderness how late an event may come and still be judged in order, 0 to 1 day
 * @param alerts how many alerts, and how odd
 * @param delivery what the alerts topic promises
 * @param checkpointInterval how often state is saved, 100 ms to 1 h
 * @param sources what {@code up} reads
 * @param hashKeyFile a file with the operator's credential key; null for the data folder's own
 * @param notifiers where alerts go
 * @param geo what addresses are looked up in
 * @param repositories which repository a package is released from
 * @param policies which policies are watched, and where
 * @param gateway settings of the push gateway; null for none
 */
public record PubwatchConfig(
    Path dataDir,
    Ports ports,
    Duration outOfOrderness,
    Alerts alerts,
    Delivery delivery,
    Duration checkpointInterval,
    List<Source> sources,
    @Nullable Path hashKeyFile,
    Notifiers notifiers,
    GeoSettings geo,
    RepositoryMap repositories,
    PolicySettings policies,
    @Nullable Path gateway) {

  public PubwatchConfig {
    sources = List.copyOf(sources);
  }

  /** Ports on loopback; 0 takes any free one. */
  public record Ports(
      int kafka, int kafkaController, int registry, int connect, int flink, int console) {}

  /**
   * How many alerts, and how odd an event must be.
   *
   * @param perDay how many alerts a normal day of the whole stream may bring, above 0
   * @param minBits an event below this many bits never alerts, 0 to 40
   */
  public record Alerts(double perDay, double minBits) {}

  /**
   * Something to read continuously.
   *
   * @param name unique among sources, letters, digits, dots and dashes
   * @param format as in {@code ./pubwatch formats}
   * @param paths files, folders or globs; relative ones were resolved against the file's folder
   */
  public record Source(String name, String format, List<String> paths) {
    public Source {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Where alerts go.
   *
   * @param terminal whether {@code up} prints alerts where it runs
   * @param webhook null for none
   * @param notices routes, silences, teams, incidents and channels, flat: {@code
   *     notifiers.routes.web.quiet-hours}
   * @param file where they are from, null for none
   */
  public record Notifiers(
      boolean terminal,
      @Nullable Webhook webhook,
      Map<String, String> notices,
      @Nullable Path file) {
    public Notifiers {
      notices = Map.copyOf(notices);
    }

    /** Without any of those. */
    public Notifiers(boolean terminal, @Nullable Webhook webhook) {
      this(terminal, webhook, Map.of(), null);
    }
  }

  /**
   * An address that each alert is posted to, signed.
   *
   * @param url http or https
   * @param secretFile holds the signing secret; null to take {@code PUBWATCH_WEBHOOK_SECRET}
   */
  public record Webhook(URI url, @Nullable Path secretFile) {}

  /** The documented defaults. */
  public static PubwatchConfig defaults() {
    return ConfigReader.defaults();
  }

  /**
   * Reads and checks a file.
   *
   * @param knownFormats names that {@code sources[].format} may have
   * @throws ConfigException with every fault of the file
   */
  public static PubwatchConfig load(Path file, Set<String> knownFormats) throws ConfigException {
    return ConfigReader.read(file, knownFormats);
  }

  /**
   * The routes, silences and teams of a file as it is now.
   *
   * @throws ConfigException with every fault of what says where alerts go
   */
  public static Routing routing(Path file) throws ConfigException {
    return ConfigReader.routing(file);
  }

  /** What the detector takes of this. */
  public DetectorConfig detector(long warmUpUntilMillis) {
    return new DetectorConfig(
        alerts.perDay(), alerts.minBits(), warmUpUntilMillis, repositories, policies);
  }

  /** The same with another data folder. */
  public PubwatchConfig withDataDir(Path dir) {
    return new PubwatchConfig(
        dir,
        ports,
        outOfOrderness,
        alerts,
        delivery,
        checkpointInterval,
        sources,
        hashKeyFile,
        notifiers,
        geo,
        repositories,
        policies,
        gateway);
  }

  /** The same with other ports. */
  public PubwatchConfig withPorts(Ports other) {
    return new PubwatchConfig(
        dataDir,
        other,
        outOfOrderness,
        alerts,
        delivery,
        checkpointInterval,
        sources,
        hashKeyFile,
        notifiers,
        geo,
        repositories,
        policies,
        gateway);
  }

  /** The same with another time between checkpoints. */
  public PubwatchConfig withCheckpointInterval(Duration other) {
    return new PubwatchConfig(
        dataDir,
        ports,
        outOfOrderness,
        alerts,
        delivery,
        other,
        sources,
        hashKeyFile,
        notifiers,
        geo,
        repositories,
        policies,
        gateway);
  }

  /** The same with other sources. */
  public PubwatchConfig withSources(List<Source> other) {
    return new PubwatchConfig(
        dataDir,
        ports,
        outOfOrderness,
        alerts,
        delivery,
        checkpointInterval,
        other,
        hashKeyFile,
        notifiers,
        geo,
        repositories,
        policies,
        gateway);
  }

  /** The same with addresses looked up elsewhere. */
  public PubwatchConfig withGeo(GeoSettings other) {
    return new PubwatchConfig(
        dataDir,
        ports,
        outOfOrderness,
        alerts,
        delivery,
        checkpointInterval,
        sources,
        hashKeyFile,
        notifiers,
        other,
        repositories,
        policies,
        gateway);
  }
}
