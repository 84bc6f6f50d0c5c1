package dev.pubwatch.gateway;

import dev.pubwatch.formats.CredentialHasher;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link GatewayConfig} from a properties file and the environment, which goes before. */
public final class GatewaySettings {
  private static final String PREFIX = "PUBWATCH_";
  private static final String BOOTSTRAP = "PUBWATCH_BOOTSTRAP_SERVERS";
  private static final String REGISTRY = "PUBWATCH_SCHEMA_REGISTRY_URL";
  private static final String HASH_KEY = "PUBWATCH_CREDENTIAL_HASH_KEY";
  private static final String HASH_KEY_FILE = "PUBWATCH_CREDENTIAL_HASH_KEY_FILE";
  private static final String HOST = "PUBWATCH_GATEWAY_HOST";
  private static final String PORT = "PUBWATCH_GATEWAY_PORT";
  private static final String CERTIFICATES = "PUBWATCH_GATEWAY_TLS_CERTIFICATE_FILE";
  private static final String KEY = "PUBWATCH_GATEWAY_TLS_KEY_FILE";
  private static final String STORE = "PUBWATCH_GATEWAY_TLS_KEYSTORE_FILE";
  private static final String STORE_PASSWORD = "PUBWATCH_GATEWAY_TLS_KEYSTORE_PASSWORD_FILE";
  private static final String BODY = "PUBWATCH_GATEWAY_MAX_BODY_BYTES";
  private static final String RATE = "PUBWATCH_GATEWAY_REQUESTS_PER_SECOND";
  private static final String ADDRESS_RATE = "PUBWATCH_GATEWAY_REQUESTS_PER_SECOND_OF_ADDRESS";
  private static final String CONNECTIONS = "PUBWATCH_GATEWAY_MAX_CONNECTIONS";
  private static final String REPLAY = "PUBWATCH_GATEWAY_REPLAY_WINDOW_SECONDS";
  private static final List<String> IN_A_FILE =
      List.of(
          BOOTSTRAP,
          REGISTRY,
          HASH_KEY_FILE,
          HOST,
          PORT,
          CERTIFICATES,
          KEY,
          STORE,
          STORE_PASSWORD,
          BODY,
          RATE,
          ADDRESS_RATE,
          CONNECTIONS,
          REPLAY);

  private static final Pattern ENDPOINT = Pattern.compile("endpoint\\.(.{1,64})\\.([A-Za-z]+)");
  private static final String CLIENT = "kafka.";
  private static final int MOST_BODY = 1 << 28;

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, Map<String, String>> endpoints = new TreeMap<>();
  private final Map<String, Object> kafka = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  private GatewaySettings() {}

  /**
   * The configuration.
   *
   * @param file properties; a secret itself is not read from it, but from files that it names
   * @throws IllegalArgumentException with every fault there is, a line each
   */
  static GatewayConfig read(Map<String, String> environment, @Nullable Path file) {
    GatewaySettings settings = new GatewaySettings();
    if (file != null) {
      settings.load(file);
    }
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !value.isBlank()) {
            settings.values.put(name, value.strip());
          }
        });
    return settings.config();
  }

  /**
   * The configuration of a gateway inside the whole pipeline, which knows where Kafka is.
   *
   * @throws IllegalArgumentException with every fault there is, a line each
   */
  public static GatewayConfig of(Path file, String bootstrap, String registryUrl, byte[] hashKey) {
    String key = new String(hashKey, StandardCharsets.UTF_8);
    return read(Map.of(BOOTSTRAP, bootstrap, REGISTRY, registryUrl, HASH_KEY, key), file);
  }

  private GatewayConfig config() {
    kafka.put("bootstrap.servers", required(BOOTSTRAP));
    kafka.put("schema.registry.url", required(REGISTRY));
    CredentialHasher hasher = hasher();
    Tls tls = tls();
    int port = (int) number(PORT, GatewayConfig.DEFAULT_PORT, 0, 65_535);
    Limits limits = limits();
    List<Endpoint> read = EndpointSettings.readAll(endpoints, faults);
    if (endpoints.isEmpty()) {
      faults.add("an endpoint must be set: endpoint.NAME.scheme and what it needs");
    }
    if (!faults.isEmpty() || hasher == null) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    String host = values.getOrDefault(HOST, GatewayConfig.DEFAULT_HOST);
    return new GatewayConfig(host, port, tls, kafka, hasher, read, limits);
  }

  private Limits limits() {
    Limits standard = Limits.DEFAULTS;
    return new Limits(
        (int) number(BODY, standard.bodyBytes(), 1, MOST_BODY),
        standard.decodedBytes(),
        standard.heldBytes(),
        (int) number(CONNECTIONS, standard.connections(), 1, 1_000_000),
        number(RATE, (long) standard.requestsPerSecond(), 1, 1_000_000),
        number(ADDRESS_RATE, (long) standard.requestsPerSecondOfAddress(), 1, 1_000_000),
        standard.headerTime(),
        standard.bodyTime(),
        standard.bodyBytesPerSecond(),
        standard.idleTime(),
        Duration.ofSeconds(
            number(
                REPLAY, standard.replayWindow().toSeconds(), 0, Duration.ofDays(7).toSeconds())));
  }

  private @Nullable CredentialHasher hasher() {
    String key = values.get(HASH_KEY);
    if (key == null && values.containsKey(HASH_KEY_FILE)) {
      key = content(HASH_KEY_FILE);
    }
    if (key == null) {
      faults.add(HASH_KEY + " or " + HASH_KEY_FILE + " must be set");
      return null;
    }
    try {
      return new CredentialHasher(key.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable Tls tls() {
    String certificates = values.get(CERTIFICATES);
    String key = values.get(KEY);
    String store = values.get(STORE);
    try {
      if (certificates != null && key != null) {
        return Tls.pem(Path.of(certificates), Path.of(key));
      }
      if (store != null) {
        String password = values.containsKey(STORE_PASSWORD) ? content(STORE_PASSWORD) : "";
        return Tls.keyStore(Path.of(store), password == null ? "" : password);
      }
    } catch (IllegalArgumentException e) {
      faults.add("TLS: " + e.getMessage());
    }
    if (certificates != null ^ key != null) {
      faults.add(CERTIFICATES + " and " + KEY + " must be set together");
    }
    return null;
  }

  private String required(String name) {
    String value = values.get(name);
    if (value == null) {
      faults.add(name + " must be set");
      return "";
    }
    return value;
  }

  private long number(String name, long fallback, long least, long most) {
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    faults.add("%s must be a number from %d to %d, was %s".formatted(name, least, most, value));
    return fallback;
  }

  private @Nullable String content(String name) {
    Path file = Path.of(values.getOrDefault(name, ""));
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      faults.add("%s: %s cannot be read: %s".formatted(name, file, e.getClass().getSimpleName()));
      return null;
    }
  }

  private void load(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      faults.add(file + " cannot be read: " + e);
      return;
    }
    for (String name : properties.stringPropertyNames()) {
      take(file, name, properties.getProperty(name).strip());
    }
  }

  private void take(Path file, String name, String value) {
    Matcher endpoint = ENDPOINT.matcher(name);
    if (endpoint.matches()) {
      endpoints
          .computeIfAbsent(endpoint.group(1), key -> new TreeMap<>())
          .put(endpoint.group(2), resolved(file, endpoint.group(2), value));
    } else if (name.startsWith(CLIENT)) {
      kafka.put(name.substring(CLIENT.length()), value);
    } else if (IN_A_FILE.contains(name)) {
      values.put(name, resolved(file, name, value));
    } else if (name.equals(HASH_KEY)) {
      faults.add(file + ": " + HASH_KEY + " belongs into the environment or a file of its own");
    } else {
      faults.add(
          "%s: %s is not known; there are %s, endpoint.NAME.KEY and kafka.CLIENT-SETTING"
              .formatted(file, name, String.join(", ", IN_A_FILE)));
    }
  }

  /** Relative paths are meant from the file's own folder. */
  private static String resolved(Path file, String name, String value) {
    boolean isFile = name.endsWith("File") || name.endsWith("_FILE");
    return isFile ? file.toAbsolutePath().resolveSibling(value).toString() : value;
  }
}
