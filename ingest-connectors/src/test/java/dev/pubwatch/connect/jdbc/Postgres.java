package dev.pubwatch.connect.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pubwatch.connect.CanonicalSerializer;
import dev.pubwatch.connect.EventSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A PostgreSQL server with tables of the registries' shapes, and a role that may read little. */
final class Postgres implements AutoCloseable {
  private static final String IMAGE =
      Objects.requireNonNullElse(System.getenv("PUBWATCH_TEST_POSTGRES_IMAGE"), "postgres:15");
  private static final int PORT = 5432;
  private static final String PASSWORD = "test";

  private final GenericContainer<?> container;

  private Postgres(GenericContainer<?> container) {
    this.container = container;
  }

  @SuppressWarnings("resource") // closed by close
  static Postgres start() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker here (DOCKER_HOST, or /var/run/docker.sock): there is no PostgreSQL to read");
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withEnv("POSTGRES_PASSWORD", PASSWORD)
            .withExposedPorts(PORT)
            .withCommand("postgres", "-c", "wal_level=logical", "-c", "max_prepared_transactions=2")
            .waitingFor(
                Wait.forLogMessage(".*database system is ready to accept connections.*", 2)
                    .withStartupTimeout(Duration.ofSeconds(60)));
    container.start();
    Postgres server = new Postgres(container);
    server.run(read("tables.sql"));
    return server;
  }

  private static String read(String name) {
    try (InputStream in = Postgres.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String host() {
    return container.getHost();
  }

  int port() {
    return container.getMappedPort(PORT);
  }

  /** A connection of the owner, by whom the registry writes. */
  Connection connect() throws SQLException {
    String url = "jdbc:postgresql://%s:%d/postgres".formatted(host(), port());
    return DriverManager.getConnection(url, "postgres", PASSWORD);
  }

  void run(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Ends the connections of the role that reads. */
  void endReaders() {
    run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'pubwatch'");
  }

  /** Settings with which a source reads a table as the role that may read little. */
  Map<String, String> settings(String preset, String tables) {
    Map<String, String> settings = new HashMap<>();
    settings.put(PostgresSourceConfig.HOST, host());
    settings.put(PostgresSourceConfig.PORT, String.valueOf(port()));
    settings.put(PostgresSourceConfig.NAME, "postgres");
    settings.put(PostgresSourceConfig.USER, "pubwatch");
    settings.put(PostgresSourceConfig.PASSWORD, "reader");
    settings.put(PostgresSourceConfig.SSL_MODE, "disable");
    settings.put(PostgresSourceConfig.PRESET, preset);
    settings.put(PostgresSourceConfig.TABLES, tables);
    settings.put(PostgresSourceConfig.POLL_INTERVAL_MS, "1");
    settings.put(PostgresSourceConfig.BATCH_MAX_RECORDS, "7");
    settings.putAll(events());
    return settings;
  }

  static Map<String, String> events() {
    return Map.of(
        EventSettings.CREDENTIAL_HASH_KEY, "0123456789abcdef",
        EventSettings.SCHEMA_REGISTRY_URL, "http://localhost:0",
        EventSettings.EVENT_SERIALIZER, CanonicalSerializer.class.getName());
  }

  @Override
  public void close() {
    container.stop();
  }
}
