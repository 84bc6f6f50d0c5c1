package dev.pubwatch.job.live;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.RepositoryMap;
import dev.pubwatch.job.geo.GeoFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Options of the live job as {@code --name value} and in a properties file named by {@code --config
 * FILE}; the command line wins. {@code kafka.*} other than the brokers goes to every Kafka client,
 * {@code registry.*} to the registry's.
 */
final class LiveArguments {
  private static final String KAFKA = "kafka.";
  private static final String REGISTRY = "registry.";
  private static final Set<String> NAMES =
      new TreeSet<>(
          Set.of(
              "kafka.bootstrapServers",
              "registry.url",
              "group",
              "checkpoint.interval",
              "checkpoint.dir",
              "ordering.outOfOrderness",
              "delivery",
              "parallelism",
              "state.in",
              "alerts.perDay",
              "alerts.minBits",
              "correlate.repositories",
              "geo.databases",
              "geo.ranges"));

  private final Map<String, String> values;

  private LiveArguments(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads options.
   *
   * @throws IllegalArgumentException naming the option, what was expected and what came
   */
  static LiveOptions parse(String[] args) throws IOException {
    Map<String, String> values = new TreeMap<>();
    Map<String, String> given = pairs(args);
    String file = given.remove("config");
    if (file != null) {
      values.putAll(properties(Path.of(file)));
    }
    values.putAll(given);
    for (String name : values.keySet()) {
      if (!NAMES.contains(name) && !isFree(name)) {
        throw new IllegalArgumentException(
            "unknown option %s; known: %s".formatted(name, String.join(", ", NAMES)));
      }
    }
    return new LiveArguments(values).options();
  }

  private static boolean isFree(String name) {
    return name.startsWith(KAFKA)
        || name.startsWith(REGISTRY)
        || name.startsWith(PolicyArguments.PREFIX);
  }

  private LiveOptions options() {
    String delivery = text("delivery", "at-least-once");
    if (!Set.of("at-least-once", "exactly-once").contains(delivery)) {
      throw new IllegalArgumentException(
          "delivery must be at-least-once or exactly-once, was " + delivery);
    }
    Map<String, String> registry = below(REGISTRY, "registry.url");
    registry.put("schema.registry.url", text("registry.url", null));
    String folder = values.get("checkpoint.dir");
    String snapshot = values.get("state.in");
    return LiveOptions.builder(text("kafka.bootstrapServers", null), registry)
        .kafka(below(KAFKA, "kafka.bootstrapServers"))
        .group(text("group", LiveOptions.DEFAULT_GROUP))
        .checkpoints(
            folder == null ? null : Path.of(folder),
            parsed("checkpoint.interval", Duration::parse, LiveOptions.DEFAULT_CHECKPOINT_INTERVAL))
        .outOfOrderness(
            parsed(
                "ordering.outOfOrderness", Duration::parse, LiveOptions.DEFAULT_OUT_OF_ORDERNESS))
        .exactlyOnce(delivery.equals("exactly-once"))
        .parallelism(parsed("parallelism", Integer::valueOf, 1))
        .detector(detector())
        .geo(new GeoFiles(files("geo.databases"), files("geo.ranges")))
        .stateIn(snapshot == null ? null : Path.of(snapshot))
        .build();
  }

  /** Paths separated by commas, as every task finds them. */
  private List<String> files(String name) {
    return listed(name);
  }

  /** What stands between commas. */
  private List<String> listed(String name) {
    return Arrays.stream(values.getOrDefault(name, "").split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** {@code package=repository}, separated by commas. */
  private RepositoryMap repositories() {
    Map<String, String> repositories = new TreeMap<>();
    for (String pair : listed("correlate.repositories")) {
      int equals = pair.lastIndexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "correlate.repositories must be package=repository, was " + pair);
      }
      repositories.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return new RepositoryMap(repositories);
  }

  private DetectorConfig detector() {
    DetectorConfig defaults = DetectorConfig.DEFAULTS;
    return new DetectorConfig(
        parsed("alerts.perDay", Double::valueOf, defaults.alertsPerDay()),
        parsed("alerts.minBits", Double::valueOf, defaults.minScoreBits()),
        defaults.warmUpUntilMillis(),
        repositories(),
        PolicyArguments.read(below(PolicyArguments.PREFIX, "")));
  }

  private String text(String name, @Nullable String absent) {
    String value = values.getOrDefault(name, absent);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return value;
  }

  private <T> T parsed(String name, Function<String, T> parser, T absent) {
    String value = values.get(name);
    if (value == null) {
      return absent;
    }
    try {
      return parser.apply(value.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, was " + value, e);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " must be a duration such as PT10S, was " + value, e);
    }
  }

  private Map<String, String> below(String prefix, String except) {
    Map<String, String> below = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix) && !name.equals(except)) {
            below.put(name.substring(prefix.length()), value);
          }
        });
    return below;
  }

  private static Map<String, String> pairs(String[] args) {
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new IllegalArgumentException("expected --name value, was " + args[i]);
      }
      pairs.put(args[i].substring(2), args[i + 1]);
    }
    return pairs;
  }

  private static Map<String, String> properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
    return values;
  }
}
