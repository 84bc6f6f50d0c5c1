package dev.pubwatch.notify;

import dev.pubwatch.notify.route.RoutesFile;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link NotifierConfig} from a properties file and the environment, which goes before.
 * What begins with {@code notifiers.} is read from the file only.
 */
final class ServiceSettings {
  private static final String PREFIX = "PUBWATCH_";
  private static final String BOOTSTRAP = "PUBWATCH_BOOTSTRAP_SERVERS";
  private static final String REGISTRY = "PUBWATCH_SCHEMA_REGISTRY_URL";
  private static final String STATE_DIR = "PUBWATCH_STATE_DIR";
  private static final String WEBHOOK = "PUBWATCH_WEBHOOK_URL";
  private static final String SECRET = "PUBWATCH_WEBHOOK_SECRET";
  private static final String SECRET_FILE = "PUBWATCH_WEBHOOK_SECRET_FILE";
  private static final Set<String> IN_A_FILE =
      Set.of(BOOTSTRAP, REGISTRY, STATE_DIR, WEBHOOK, SECRET_FILE);

  private final Map<String, String> values;
  private final List<String> faults = new ArrayList<>();

  private ServiceSettings(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The configuration.
   *
   * @param file properties with the same names, null for none; a secret itself is not read from it
   * @throws IllegalArgumentException with every fault there is, a line each
   */
  static NotifierConfig read(Map<String, String> environment, @Nullable Path file) {
    Map<String, String> values = new HashMap<>();
    List<String> faults = file == null ? List.of() : load(file, values);
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !value.isBlank()) {
            values.put(name, value.strip());
          }
        });
    ServiceSettings settings = new ServiceSettings(values);
    settings.faults.addAll(faults);
    NotifierConfig config = settings.config();
    return file == null
        ? config
        : config.reading(
            new RoutesFile.Source(file, changed -> read(environment, changed).routing()));
  }

  private NotifierConfig config() {
    String bootstrap = required(BOOTSTRAP);
    String registry = required(REGISTRY);
    URI webhook = webhook();
    String secret = secret();
    NoticeSettings notices = notices();
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    Path stateDir = Path.of(values.getOrDefault(STATE_DIR, "state"));
    return new NotifierConfig(
        bootstrap,
        registry,
        stateDir,
        webhook,
        secret,
        notices.routing(),
        notices.channels(),
        notices.rates());
  }

  private NoticeSettings notices() {
    Map<String, String> own = new HashMap<>(values);
    own.keySet().removeIf(name -> !name.startsWith(NoticeSettings.PREFIX));
    try {
      return NoticeSettings.read(own);
    } catch (IllegalArgumentException e) {
      faults.addAll(String.valueOf(e.getMessage()).lines().toList());
      return NoticeSettings.read(Map.of());
    }
  }

  private String required(String name) {
    String value = values.get(name);
    if (value == null) {
      faults.add(name + " must be set");
      return "";
    }
    return value;
  }

  private @Nullable URI webhook() {
    String value = values.get(WEBHOOK);
    try {
      return value == null ? null : URI.create(value);
    } catch (IllegalArgumentException e) {
      faults.add(WEBHOOK + " must be an address, and is none");
      return null;
    }
  }

  private @Nullable String secret() {
    String file = values.get(SECRET_FILE);
    if (values.containsKey(SECRET) || file == null) {
      return values.get(SECRET);
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      faults.add(SECRET_FILE + ": " + file + " cannot be read: " + e.getClass().getSimpleName());
      return null;
    }
  }

  private static List<String> load(Path file, Map<String, String> values) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return List.of(file + " cannot be read: " + e);
    }
    List<String> faults = new ArrayList<>();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      if (IN_A_FILE.contains(name) || name.startsWith(NoticeSettings.PREFIX)) {
        values.put(name, properties.getProperty(name).strip());
      } else if (name.equals(SECRET)) {
        faults.add(file + ": " + SECRET + " belongs into the environment or a file of its own");
      } else {
        faults.add(
            file
                + ": "
                + name
                + " is not known; there are "
                + new TreeSet<>(IN_A_FILE)
                + " and those that begin with "
                + NoticeSettings.PREFIX);
      }
    }
    return faults;
  }
}
