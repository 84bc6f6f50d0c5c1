package dev.pubwatch.job.live;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.job.geo.GeoFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the live job runs.
 *
 * @param bootstrapServers Kafka, {@code host:port,…}
 * @param registry where the schema registry is, keys as in {@code AvroConfig}
 * @param kafka further properties of every Kafka client, such as security
 * @param group consumer group, under which offsets are shown; the job's own are in its checkpoints
 * @param checkpoints folder of checkpoints; null: as the cluster is configured
 * @param checkpointInterval time between checkpoints
 * @param outOfOrderness how far events may be out of order
 * @param exactlyOnce whether alerts are written in Kafka transactions
 * @param parallelism tasks a stage, at least 1
 * @param webPort port of Flink's web interface on loopback, 0 for any; -1 for none
 * @param detector what the operator set
 * @param geo what addresses are looked up in
 * @param stateIn snapshot to begin with where there is no checkpoint, readable by every task; null
 *     to begin with nothing
 */
public record LiveOptions(
    String bootstrapServers,
    Map<String, String> registry,
    Map<String, String> kafka,
    String group,
    @Nullable Path checkpoints,
    Duration checkpointInterval,
    Duration outOfOrderness,
    boolean exactlyOnce,
    int parallelism,
    int webPort,
    DetectorConfig detector,
    GeoFiles geo,
    @Nullable Path stateIn) {
  /** No web interface. */
  public static final int NO_WEB = -1;

  public static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(5);
  public static final Duration DEFAULT_OUT_OF_ORDERNESS = Duration.ofSeconds(10);
  public static final String DEFAULT_GROUP = "pubwatch-detector";

  public LiveOptions {
    registry = Map.copyOf(registry);
    kafka = Map.copyOf(kafka);
    List<String> faults = new ArrayList<>();
    check(!bootstrapServers.isBlank(), "kafka.bootstrapServers must name a broker", faults);
    check(
        checkpointInterval.toMillis() >= 100,
        "checkpoint.interval must be at least 100 ms, was " + checkpointInterval,
        faults);
    check(
        !outOfOrderness.isNegative() && outOfOrderness.compareTo(Duration.ofDays(1)) <= 0,
        "ordering.outOfOrderness must be 0 to 1 day, was " + outOfOrderness,
        faults);
    check(
        parallelism >= 1 && parallelism <= 128,
        "parallelism must be 1 to 128, was " + parallelism,
        faults);
    check(webPort >= NO_WEB && webPort <= 65_535, "webPort must be a port, was " + webPort, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  private static void check(boolean good, String fault, List<String> faults) {
    if (!good) {
      faults.add(fault);
    }
  }

  /** The documented defaults: at-least-once, one task, no web interface. */
  public static LiveOptions of(
      String bootstrapServers, String registryUrl, @Nullable Path checkpoints) {
    return builder(bootstrapServers, Map.of("schema.registry.url", registryUrl))
        .checkpoints(checkpoints, DEFAULT_CHECKPOINT_INTERVAL)
        .build();
  }

  /** Begins with the documented defaults. */
  public static Builder builder(String bootstrapServers, Map<String, String> registry) {
    return new Builder(bootstrapServers, registry);
  }

  /** Options in the making; see the record for what each means. */
  public static final class Builder {
    private final String bootstrapServers;
    private final Map<String, String> registry;
    private Map<String, String> kafka = Map.of();
    private String group = DEFAULT_GROUP;
    private @Nullable Path checkpoints;
    private Duration checkpointInterval = DEFAULT_CHECKPOINT_INTERVAL;
    private Duration outOfOrderness = DEFAULT_OUT_OF_ORDERNESS;
    private boolean exactlyOnce;
    private int parallelism = 1;
    private int webPort = NO_WEB;
    private DetectorConfig detector = DetectorConfig.DEFAULTS;
    private GeoFiles geo = GeoFiles.NONE;
    private @Nullable Path stateIn;

    private Builder(String bootstrapServers, Map<String, String> registry) {
      this.bootstrapServers = bootstrapServers;
      this.registry = registry;
    }

    public Builder kafka(Map<String, String> properties) {
      this.kafka = properties;
      return this;
    }

    public Builder group(String name) {
      this.group = name;
      return this;
    }

    public Builder checkpoints(@Nullable Path folder, Duration interval) {
      this.checkpoints = folder;
      this.checkpointInterval = interval;
      return this;
    }

    public Builder outOfOrderness(Duration bound) {
      this.outOfOrderness = bound;
      return this;
    }

    public Builder exactlyOnce(boolean transactions) {
      this.exactlyOnce = transactions;
      return this;
    }

    public Builder parallelism(int tasks) {
      this.parallelism = tasks;
      return this;
    }

    public Builder webPort(int port) {
      this.webPort = port;
      return this;
    }

    public Builder detector(DetectorConfig config) {
      this.detector = config;
      return this;
    }

    public Builder geo(GeoFiles files) {
      this.geo = files;
      return this;
    }

    public Builder stateIn(@Nullable Path snapshot) {
      this.stateIn = snapshot;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException when they cannot be, with every reason
     */
    public LiveOptions build() {
      return new LiveOptions(
          bootstrapServers,
          registry,
          kafka,
          group,
          checkpoints,
          checkpointInterval,
          outOfOrderness,
          exactlyOnce,
          parallelism,
          webPort,
          detector,
          geo,
          stateIn);
    }
  }
}
