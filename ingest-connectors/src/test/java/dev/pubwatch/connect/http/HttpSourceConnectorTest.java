package dev.pubwatch.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.connect.CanonicalSerializer;
import dev.pubwatch.connect.EventSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HttpSourceConnectorTest {
  private static final Map<String, ?> PARTITION =
      Map.of("preset", "npm", "url", "https://registry.npmjs.org", "stream", "_changes");

  private final HttpSourceConnector connector = new HttpSourceConnector();

  @Test
  void connectFindsIt() {
    assertTrue(
        ServiceLoader.load(SourceConnector.class).stream()
            .anyMatch(provider -> provider.type() == HttpSourceConnector.class));
  }

  @Test
  void dividesStreamsAndTheCap() {
    connector.start(settings("https://api.github.com", "orgs/a,orgs/b,orgs/c"));
    List<Map<String, String>> tasks = connector.taskConfigs(2);
    assertEquals(
        List.of("orgs/a,orgs/c", "orgs/b"), tasks.stream().map(t -> t.get("streams")).toList());
    assertEquals(875, new HttpSourceConfig(tasks.get(0)).requestsPerHour());
    assertEquals(3, connector.taskConfigs(9).size());
  }

  @Test
  void namesWhatDoesNotFit() {
    assertFault("url", "http://api.example.com", "orgs/a");
    assertFault("url", "https://user:pw@api.example.com", "orgs/a");
    assertFault("streams", "https://api.example.com", "orgs/a/../../user");
    assertFault("streams", "https://api.example.com", "");
    Map<String, String> settings = settings("https://api.example.com", "orgs/a");
    settings.remove(HttpSourceConfig.AUTH_TOKEN);
    assertThrows(ConfigException.class, () -> connector.start(settings));
  }

  private void assertFault(String setting, String url, String streams) {
    ConfigException fault =
        assertThrows(ConfigException.class, () -> connector.start(settings(url, streams)));
    assertTrue(String.valueOf(fault.getMessage()).startsWith(setting), fault::getMessage);
  }

  @Test
  void validationAsksTheServer() throws IOException {
    try (LogServer server = new LogServer("github-audit")) {
      assertEquals(Map.of(), faults(server));
      server.answer(LogServer.status(403));
      assertEquals(List.of("auth.token"), List.copyOf(faults(server).keySet()));
      server.answer(LogServer.status(404));
      assertEquals(List.of("streams"), List.copyOf(faults(server).keySet()));
    }
  }

  private Map<String, String> faults(LogServer server) {
    return connector.validate(settings(server.url(), "orgs/a")).configValues().stream()
        .filter(value -> !value.errorMessages().isEmpty())
        .collect(Collectors.toMap(ConfigValue::name, v -> v.errorMessages().toString()));
  }

  @Test
  void isExactWhereEntriesHaveIds() {
    Map<String, String> settings = settings("https://api.example.com", "orgs/a");
    assertEquals(ExactlyOnceSupport.SUPPORTED, connector.exactlyOnceSupport(settings));
    settings.put(HttpSourceConfig.PRESET, "docker-hub-audit");
    assertEquals(ExactlyOnceSupport.UNSUPPORTED, connector.exactlyOnceSupport(settings));
  }

  @Test
  void checksOffsets() {
    assertTrue(alter(PARTITION, null));
    assertTrue(alter(PARTITION, Map.of("from", "2026-01-01T00:00:00Z", "seq", "7")));
    assertRefused(Map.of("file", "a"), Map.of(), "source partition must be");
    assertRefused(PARTITION, Map.of("seq", "7"), "must have from");
    assertRefused(PARTITION, Map.of("from", "yesterday"), "must be a time");
    assertRefused(PARTITION, Map.of("from", "2026-01-01T00:00:00Z", "to", "x"), "not to=x");
    assertRefused(PARTITION, Map.of("from", "2026-01-01T00:00:00Z", "seen", "x"), "as Connect");
  }

  private void assertRefused(Map<String, ?> partition, Map<String, ?> offset, String message) {
    ConnectException fault = assertThrows(ConnectException.class, () -> alter(partition, offset));
    assertTrue(String.valueOf(fault.getMessage()).contains(message), fault.getMessage());
  }

  private boolean alter(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    Map<Map<String, ?>, @Nullable Map<String, ?>> offsets = new HashMap<>();
    offsets.put(partition, offset);
    return connector.alterOffsets(Map.of(), offsets);
  }

  private static Map<String, String> settings(String url, String streams) {
    Map<String, String> settings = new HashMap<>();
    settings.put(HttpSourceConfig.PRESET, "github-audit");
    settings.put(HttpSourceConfig.URL, url);
    settings.put(HttpSourceConfig.STREAMS, streams);
    settings.put(HttpSourceConfig.AUTH_TOKEN, "s3cr3t");
    settings.put(EventSettings.CREDENTIAL_HASH_KEY, "0123456789abcdef");
    settings.put(EventSettings.SCHEMA_REGISTRY_URL, "http://localhost:0");
    settings.put(EventSettings.EVENT_SERIALIZER, CanonicalSerializer.class.getName());
    return settings;
  }
}
