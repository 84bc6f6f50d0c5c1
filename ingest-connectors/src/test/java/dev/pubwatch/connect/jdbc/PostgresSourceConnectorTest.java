package dev.pubwatch.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.formats.Formats;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresSourceConnectorTest {
  private static final Map<String, String> PARTITION =
      Map.of("database", "db:5432/warehouse", "table", "public.journals");

  @Test
  void aWorkerFindsIt() {
    assertTrue(
        ServiceLoader.load(SourceConnector.class).stream()
            .anyMatch(provider -> provider.type() == PostgresSourceConnector.class));
  }

  @Test
  void dividesTablesAmongTasks() {
    PostgresSourceConnector connector = new PostgresSourceConnector();
    connector.start(settings("rubygems", ""));
    List<String> shares =
        connector.taskConfigs(2).stream().map(c -> c.get(PostgresSourceConfig.TABLES)).toList();
    assertEquals(
        List.of("events_rubygem_events,events_organization_events", "events_user_events"), shares);
    assertEquals(3, connector.taskConfigs(9).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"macaroons", "user_events", "journals,journals"})
  void refusesTablesThatCannotBePolled(String tables) {
    PostgresSourceConnector connector = new PostgresSourceConnector();
    Map<String, String> settings = settings("warehouse", tables);
    assertThrows(ConfigException.class, () -> connector.start(settings));
    assertTrue(
        connector.validate(settings).configValues().stream()
            .anyMatch(v -> v.name().equals("tables") && !v.errorMessages().isEmpty()));
  }

  @Test
  void hidesThePasswordAndAsksForAProtectedConnection() {
    PostgresSourceConfig config = new PostgresSourceConfig(settings("warehouse", ""));
    assertFalse(config.values().toString().contains("s3cr3t"));
    assertFalse(config.url().contains("s3cr3t"));
    assertEquals("verify-full", config.driverProperties().getProperty("sslmode"));
    assertTrue(
        config
            .driverProperties()
            .getProperty("options")
            .contains("default_transaction_read_only=on"));
  }

  @Test
  void selectsNoSecretColumn() {
    for (String registry : RegistryTables.registries()) {
      for (RegistryTable table : RegistryTables.of(registry)) {
        assertTrue(Formats.names().contains(table.format()), table::format);
        String sql = table.rowsSql("public", 10);
        for (String secret : List.of("token\"", ".token", "hashed", "password", "secret", "e.*")) {
          assertFalse(sql.contains(secret), sql);
        }
      }
    }
  }

  @Test
  void quotesTheSchema() {
    RegistryTable journals = RegistryTables.polled("warehouse").get(0);
    assertTrue(journals.rowsSql("a\"b", 1).contains("\"a\"\"b\".\"journals\""));
  }

  @Test
  void takesOffsetsThatMakeSense() {
    PostgresSourceConnector connector = new PostgresSourceConnector();
    Map<Map<String, ?>, @Nullable Map<String, ?>> offsets = new HashMap<>();
    offsets.put(PARTITION, Map.of("id", 7L));
    assertTrue(connector.alterOffsets(Map.of(), offsets));
    offsets.put(PARTITION, null);
    assertTrue(connector.alterOffsets(Map.of(), offsets));
    for (Map<String, ?> wrong :
        List.of(
            Map.of("id", -1L), Map.of("id", "7"), Map.of("row", 7L), Map.of("id", 1L, "x", 1L))) {
      offsets.put(PARTITION, wrong);
      assertThrows(ConnectException.class, () -> connector.alterOffsets(Map.of(), offsets));
    }
    assertThrows(
        ConnectException.class,
        () -> connector.alterOffsets(Map.of(), Map.of(Map.of("table", "t"), Map.of("id", 1L))));
  }

  @Test
  void backsOffForAMinuteAtMost() {
    Backoff backoff = new Backoff(new SplittableRandom(1));
    Instant now = Instant.EPOCH;
    for (int i = 0; i < 100; i++) {
      Instant again = backoff.failed(now);
      assertTrue(again.isAfter(now));
      assertFalse(again.isAfter(now.plus(Duration.ofMinutes(1))));
    }
  }

  private static Map<String, String> settings(String preset, String tables) {
    Map<String, String> settings = new HashMap<>(Postgres.events());
    settings.put(PostgresSourceConfig.HOST, "db.example.com");
    settings.put(PostgresSourceConfig.NAME, "registry");
    settings.put(PostgresSourceConfig.USER, "pubwatch");
    settings.put(PostgresSourceConfig.PASSWORD, "s3cr3t-s3cr3t");
    settings.put(PostgresSourceConfig.PRESET, preset);
    settings.put(PostgresSourceConfig.TABLES, tables);
    return settings;
  }
}
