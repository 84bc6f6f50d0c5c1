package dev.pubwatch.cli.config;

import dev.pubwatch.cli.config.PubwatchConfig.Alerts;
import dev.pubwatch.cli.config.PubwatchConfig.Notifiers;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import dev.pubwatch.cli.config.PubwatchConfig.Source;
import dev.pubwatch.cli.config.PubwatchConfig.Webhook;
import dev.pubwatch.cli.text.Nearest;
import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.RepositoryMap;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.custom.MappingFormat;
import dev.pubwatch.notify.NoticeSettings;
import dev.pubwatch.notify.route.Routing;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From the file's mapping to typed values: where every key, default and bound stands. */
final class ConfigReader {
  private static final Pattern SOURCE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");
  private static final String SOURCE_NAME_RULE =
      "must be letters, digits, dots and dashes, at most 63";
  private static final Duration LONGEST_DISORDER = Duration.ofDays(1);
  private static final Duration SHORTEST_CHECKPOINT = Duration.ofMillis(100);
  private static final Duration LONGEST_CHECKPOINT = Duration.ofHours(1);

  private final @Nullable Path file;
  private final Path base;
  private final Set<String> knownFormats;
  private final List<String> faults = new ArrayList<>();

  private ConfigReader(@Nullable Path file, Set<String> knownFormats) {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    this.file = file;
    this.base = folder == null ? Path.of("") : folder;
    this.knownFormats = knownFormats;
  }

  static PubwatchConfig defaults() {
    return new ConfigReader(null, Set.of()).config(Map.of());
  }

  static PubwatchConfig read(Path file, Set<String> knownFormats) throws ConfigException {
    ConfigReader reader = new ConfigReader(file, knownFormats);
    PubwatchConfig config = reader.config(YamlFile.read(file));
    if (!reader.faults.isEmpty()) {
      throw new ConfigException(reader.faults.stream().map(fault -> file + ": " + fault).toList());
    }
    return config;
  }

  /** The routes of a file, whatever else is in it. */
  static Routing routing(Path file) throws ConfigException {
    ConfigReader reader = new ConfigReader(file, Set.of());
    Section root = new Section("", YamlFile.read(file), reader.faults);
    Map<String, String> notices = reader.notifiers(root.section("notifiers")).notices();
    if (!reader.faults.isEmpty()) {
      throw new ConfigException(reader.faults);
    }
    return NoticeSettings.read(notices).routing();
  }

  private PubwatchConfig config(Map<?, ?> values) {
    Section root = new Section("", values, faults);
    Path dataDir = dataDir(root.section("data"));
    PubwatchConfig config =
        new PubwatchConfig(
            dataDir,
            ports(root),
            outOfOrderness(root.section("ordering")),
            alerts(root.section("alerts")),
            root.choice("delivery", Delivery.AT_LEAST_ONCE, Delivery.class),
            checkpointInterval(root.section("checkpoint")),
            sources(root.sections("sources")),
            hashKeyFile(root.section("credential")),
            notifiers(root.section("notifiers")),
            geo(root.section("geo"), dataDir),
            repositories(root.section("correlate")),
            PolicyReader.read(root.section("policies")),
            gateway(root.section("gateway")));
    root.refuseOthers();
    return config;
  }

  private Path dataDir(Section data) {
    Path dir = path(data, "dir");
    data.refuseOthers();
    return dir == null ? DataDir.standard() : dir;
  }

  private GeoSettings geo(Section geo, Path dataDir) {
    Path dir = path(geo, "dir");
    List<Path> ranges =
        geo.has("ranges")
            ? geo.requiredTexts("ranges").stream().map(text -> Path.of(resolved(text))).toList()
            : null;
    GeoSettings settings =
        new GeoSettings(
            geo.flag("enabled", true),
            dir == null ? dataDir.resolve(GeoSettings.FOLDER) : dir,
            path(geo, "asn"),
            path(geo, "country"),
            ranges);
    geo.refuseOthers();
    return settings;
  }

  private Ports ports(Section root) {
    Section kafka = root.section("kafka");
    Ports ports =
        new Ports(
            kafka.port("port", 9092),
            kafka.port("controllerPort", 9093),
            onlyPort(root.section("registry"), 8081),
            onlyPort(root.section("connect"), 8083),
            onlyPort(root.section("flink"), 8082),
            onlyPort(root.section("console"), 8080));
    kafka.refuseOthers();
    refuseSharedPorts(ports);
    return ports;
  }

  private static int onlyPort(Section section, int fallback) {
    int port = section.port("port", fallback);
    section.refuseOthers();
    return port;
  }

  private void refuseSharedPorts(Ports ports) {
    Map<String, Integer> byKey = PortNames.of(ports);
    Map<Integer, String> taken = new HashMap<>();
    byKey.forEach(
        (key, port) -> {
          String other = port == 0 ? null : taken.putIfAbsent(port, key);
          if (other != null) {
            faults.add(key + " must differ from " + other + ", both were " + port);
          }
        });
  }

  private static Duration outOfOrderness(Section ordering) {
    Duration bound =
        ordering.duration(
            "outOfOrderness", Duration.ofSeconds(10), Duration.ZERO, LONGEST_DISORDER);
    ordering.refuseOthers();
    return bound;
  }

  private static Alerts alerts(Section section) {
    DetectorConfig defaults = DetectorConfig.DEFAULTS;
    Alerts alerts =
        new Alerts(
            section.number("perDay", defaults.alertsPerDay(), "above 0", perDay -> perDay > 0),
            section.number(
                "minBits", defaults.minScoreBits(), "0 to 40", bits -> bits >= 0 && bits <= 40));
    section.refuseOthers();
    return alerts;
  }

  private static RepositoryMap repositories(Section correlate) {
    RepositoryMap map = new RepositoryMap(correlate.section("repositories").texts());
    correlate.refuseOthers();
    return map;
  }

  private static Duration checkpointInterval(Section checkpoint) {
    Duration interval =
        checkpoint.duration(
            "interval", Duration.ofSeconds(10), SHORTEST_CHECKPOINT, LONGEST_CHECKPOINT);
    checkpoint.refuseOthers();
    return interval;
  }

  private List<Source> sources(List<Section> sections) {
    List<Source> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : sections) {
      Source source = source(section);
      if (!source.name().isEmpty() && !names.add(source.name())) {
        section.fault("name", "must be unique among sources", source.name());
      }
      sources.add(source);
      section.refuseOthers();
    }
    return sources;
  }

  private Source source(Section section) {
    String name = section.requiredText("name");
    if (!name.isEmpty() && !SOURCE_NAME.matcher(name).matches()) {
      section.fault("name", SOURCE_NAME_RULE, name);
    }
    String format = section.requiredText("format");
    if (Formats.isName(format) && format.startsWith(MappingFormat.PREFIX)) {
      String file = format.substring(MappingFormat.PREFIX.length());
      format = MappingFormat.PREFIX + resolved(file);
    } else if (!format.isEmpty() && !knownFormats.contains(format)) {
      String hint = Nearest.to(format, knownFormats).map(n -> " (" + n + "?)").orElse("");
      section.fault("format", "must be one that ./pubwatch formats lists" + hint, format);
    }
    List<String> paths = section.requiredTexts("paths").stream().map(this::resolved).toList();
    return new Source(name, format, paths);
  }

  private @Nullable Path hashKeyFile(Section credential) {
    Path file = path(credential, "hashKeyFile");
    credential.refuseOthers();
    return file;
  }

  private @Nullable Path gateway(Section gateway) {
    Path file = path(gateway, "file");
    gateway.refuseOthers();
    return file;
  }

  private Notifiers notifiers(Section section) {
    boolean terminal = section.flag("terminal", true);
    Section webhook = section.section("webhook");
    Webhook posted = section.has("webhook") ? webhook(webhook) : null;
    Map<String, String> notices = NoticeReader.read(section, faults);
    section.refuseOthers();
    return new Notifiers(terminal, posted, notices, file);
  }

  private @Nullable Webhook webhook(Section section) {
    String text = section.requiredText("url");
    URI url = text.isEmpty() ? null : httpUrl(text);
    if (url == null && !text.isEmpty()) {
      section.fault("url", "must be an http or https address", text);
    }
    Path secretFile = path(section, "secretFile");
    section.refuseOthers();
    return url == null ? null : new Webhook(url, secretFile);
  }

  private static @Nullable URI httpUrl(String text) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return http && uri.getHost() != null ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private @Nullable Path path(Section section, String key) {
    String text = section.text(key);
    if (text == null) {
      return null;
    }
    try {
      return Path.of(resolved(text));
    } catch (InvalidPathException e) {
      section.fault(key, "must be a path", text);
      return null;
    }
  }

  /** Relative paths of the file are meant from the file's own folder; {@code ~/} is the home. */
  private String resolved(String path) {
    if (path.startsWith("~/")) {
      return System.getProperty("user.home") + path.substring(1);
    }
    return path.startsWith("/") ? path : base.toAbsolutePath() + "/" + path;
  }
}
