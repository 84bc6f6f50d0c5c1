package dev.pubwatch.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.connect.TaskHarness;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The source against a real server, as a role that may read the listed columns and no other. */
final class PostgresSourceIT {
  private static final String INSERT =
      "INSERT INTO journals (name, version, action, submitted_by)"
          + " VALUES ('some.thing', '1.0', 'new release', 'alice')";

  private static Postgres server;

  @BeforeAll
  static void start() {
    server = Postgres.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void empty() {
    server.run("TRUNCATE journals RESTART IDENTITY");
  }

  @Test
  void aLowerIdThatIsCommittedLaterIsNotLost() throws SQLException {
    try (Connection slow = writer();
        TaskHarness harness = journals().start()) {
      server.run(INSERT);
      execute(slow, INSERT);
      server.run(INSERT);
      assertEquals(ids(1), TaskHarness.ids(harness.drain()), "3 waits for 2, 1 for nothing");
      slow.commit();
      assertEquals(ids(2, 3), TaskHarness.ids(harness.drain()));
    }
  }

  @Test
  void aNumberTakenBeforeItsTransactionHasAnIdIsNotLost() throws SQLException {
    try (Connection slow = writer();
        TaskHarness harness = journals().start()) {
      server.run(INSERT);
      harness.drain();
      execute(slow, "SELECT nextval('journals_id_seq')");
      server.run(INSERT);
      assertEquals(List.of(), harness.drain());
      execute(slow, "INSERT INTO journals (id, name, action) VALUES (2, 'late', 'create')");
      slow.commit();
      assertEquals(ids(2, 3), TaskHarness.ids(harness.drain()));
    }
  }

  @Test
  void aTransactionThatIsPreparedIsWaitedFor() throws SQLException {
    try (Connection slow = writer();
        TaskHarness harness = journals().start()) {
      execute(slow, INSERT);
      execute(slow, "PREPARE TRANSACTION 'two'");
      server.run(INSERT);
      assertEquals(List.of(), harness.drain());
      server.run("COMMIT PREPARED 'two'");
      assertEquals(ids(1, 2), TaskHarness.ids(harness.drain()));
    }
  }

  @Test
  void whatIsRolledBackOrErasedHoldsNothingUp() throws SQLException {
    try (Connection slow = writer();
        TaskHarness harness = journals().start()) {
      execute(slow, INSERT);
      server.run(INSERT);
      server.run(INSERT);
      assertEquals(List.of(), harness.drain());
      slow.rollback();
      server.run("DELETE FROM journals WHERE id = 2");
      assertEquals(ids(3), TaskHarness.ids(harness.drain()));
      server.run("DELETE FROM journals");
      assertEquals(List.of(), harness.drain(), "an erasure is no event");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void manyWritersAndKillsLeaveNoGapAndNoRepeat(long seed) throws SQLException {
    Random random = new Random(seed);
    List<Connection> writers = new ArrayList<>();
    try (TaskHarness harness = journals().start()) {
      for (int i = 0; i < 5; i++) {
        writers.add(writer());
      }
      for (int step = 0; step < 150; step++) {
        act(writers.get(random.nextInt(writers.size())), random.nextInt(8));
        disturb(harness, random);
      }
      for (Connection writer : writers) {
        writer.commit();
        writer.close();
      }
      harness.crash();
      harness.drain();
      harness.commit();
      assertEquals(stored(), TaskHarness.ids(harness.committed()), () -> "seed " + seed);
    }
  }

  private static void act(Connection writer, int what) throws SQLException {
    if (what < 5) {
      execute(writer, INSERT);
    } else if (what == 5) {
      writer.rollback();
    } else {
      writer.commit();
    }
  }

  private static void disturb(TaskHarness harness, Random random) {
    if (random.nextInt(3) == 0) {
      harness.poll();
      harness.commit(random.nextInt(harness.uncommitted() + 1));
    }
    if (random.nextInt(25) == 0) {
      harness.crash();
    }
  }

  @Test
  void aLostConnectionIsMadeAgain() {
    try (TaskHarness harness = journals().start()) {
      server.run(INSERT);
      assertEquals(ids(1), TaskHarness.ids(harness.drain()));
      server.endReaders();
      server.run(INSERT);
      List<SourceRecord> records = new ArrayList<>();
      for (int polls = 0; polls < 20 && records.isEmpty(); polls++) {
        records.addAll(harness.poll());
      }
      assertEquals(ids(2), TaskHarness.ids(records));
    }
  }

  @Test
  void readsAJournalRow() {
    server.run(
        "INSERT INTO journals (name, version, action, submitted_date, submitted_by) VALUES"
            + " ('Some.Thing', '1.0', 'new release', '2026-08-01 10:00:00.5', 'alice')");
    try (TaskHarness harness = journals().start()) {
      SourceRecord record = harness.drain().get(0);
      JsonNode event = TaskHarness.value(record);
      assertEquals("pubwatch.publish-events", record.topic());
      assertEquals("pkg:pypi/some-thing", event.path("project").asText());
      assertEquals("2026-08-01T10:00:00.500Z", event.path("time").asText());
      assertEquals("alice", event.path("actor").path("id").asText());
      assertEquals(1L, record.sourceOffset().get(RowOffsets.ID));
    }
  }

  @Test
  void rejectsARowThatIsTooLong() {
    server.run(
        "INSERT INTO journals (name, action) VALUES (repeat('x', 3000), 'create'), ('y', 'create')");
    try (TaskHarness harness =
        journals().with(PostgresSourceConfig.MAX_RECORD_BYTES, "1024").start()) {
      List<SourceRecord> records = harness.drain();
      assertEquals("pubwatch.rejects", records.get(0).topic());
      assertEquals("pypi-journal:2", TaskHarness.ids(records).get(1));
    }
  }

  @Test
  void readsCratesIoWithoutItsSecrets() {
    server.run(
        """
        INSERT INTO crates.users VALUES (7, 'bob', 'secret-1');
        INSERT INTO crates.crates VALUES (5, 'foo');
        INSERT INTO crates.versions VALUES
          (10, 5, '1.0.0', now(), NULL, 148, 'abc'),
          (11, 5, '1.1.0', now(), '{"provider":"github","repository":"o/foo","run_id":"1"}', 1, 'd');
        INSERT INTO crates.version_owner_actions VALUES (1, 10, 7, 3, 0), (2, 10, 7, NULL, 1);
        INSERT INTO crates.api_tokens VALUES
          (3, 7, 'secret-2', 'ci', now(), NULL, false, '{foo}', '{publish-update}');
        INSERT INTO crates.trustpub_tokens VALUES
          (1, now(), now(), 'secret-3', '{5}', '{"provider":"github","repository":"o/foo"}')""");
    Map<String, JsonNode> events = read("crates-io", "crates");
    assertEquals(5, events.size(), events::toString);
    JsonNode publish = event(events, "crates.io:version_owner_actions:1");
    assertEquals("pkg:cargo/foo", publish.path("project").asText());
    assertEquals("1.0.0", publish.path("version").asText());
    assertEquals("bob", publish.path("actor").path("id").asText());
    assertEquals("crates-token/3", publish.path("credential").path("id").asText());
    JsonNode trusted = event(events, "crates.io:versions:11");
    assertEquals("github.com/o/foo", trusted.path("actor").path("id").asText());
    assertTrue(events.containsKey("crates.io:api_tokens:3"), events::toString);
    assertTrue(events.containsKey("crates.io:trustpub_tokens:1"), events::toString);
    assertFalse(events.toString().contains("secret-"));
  }

  @Test
  void readsRubygemsWithWhatItsRowsPointAt() {
    server.run(
        """
        INSERT INTO gems.users VALUES (3, 'carol', 'secret-4');
        INSERT INTO gems.rubygems VALUES (5, 'rake');
        INSERT INTO gems.versions VALUES (77, 12);
        INSERT INTO gems.api_keys VALUES (12, 'secret-5', 'OIDC::TrustedPublisher::GitHubAction');
        INSERT INTO gems.geoip_infos VALUES (4, 'US', 'ashburn', 'VA');
        INSERT INTO gems.ip_addresses VALUES (9, '203.0.113.7', 'secret-6');
        INSERT INTO gems.events_rubygem_events VALUES
          (1, 'rubygem:version:pushed', 5, 9, 4, 't',
           '{"number":"1.2.3","pushed_by":"carol","version_gid":"gid://gemcutter/Version/77"}',
           '2026-08-01 10:00:00');
        INSERT INTO gems.events_user_events VALUES
          (1, 'user:login:success', 3, 9, 4, 't', '{}', '2026-08-01 10:00:00')""");
    Map<String, JsonNode> events = read("rubygems", "gems");
    JsonNode pushed = event(events, "rubygems:events_rubygem_events:1");
    assertEquals("pkg:gem/rake", pushed.path("project").asText());
    assertEquals("203.0.113.7", pushed.path("origin").path("ip").asText());
    assertEquals("US", pushed.path("origin").path("country").asText());
    assertEquals("rubygems-key:12", pushed.path("credential").path("id").asText());
    assertEquals("trusted_publisher", pushed.path("credential").path("kind").asText());
    JsonNode login = event(events, "rubygems:events_user_events:1");
    assertEquals("carol", login.path("actor").path("id").asText());
    assertFalse(events.toString().contains("secret-"));
  }

  private static Map<String, JsonNode> read(String preset, String schema) {
    Map<String, JsonNode> events = new HashMap<>();
    try (TaskHarness harness =
        harness(server.settings(preset, "")).with(PostgresSourceConfig.SCHEMA, schema).start()) {
      for (SourceRecord record : harness.drain()) {
        JsonNode event = TaskHarness.value(record);
        events.put(event.path("event_id").asText(event.path("reason").asText()), event);
      }
    }
    return events;
  }

  private static JsonNode event(Map<String, JsonNode> events, String id) {
    return Objects.requireNonNull(events.get(id), () -> id + " is not among " + events.keySet());
  }

  @Test
  void theRoleMayReadNoSecretAndTheConnectionMayNotWrite() throws SQLException {
    Map<String, String> settings = server.settings("warehouse", "journals");
    try (Connection reader =
        DriverManager.getConnection(
            "jdbc:postgresql://%s:%d/postgres".formatted(server.host(), server.port()),
            "pubwatch",
            "reader")) {
      for (String secret : List.of("macaroons", "crates.api_tokens", "gems.api_keys")) {
        assertThrows(SQLException.class, () -> execute(reader, "SELECT * FROM " + secret));
      }
    }
    server.run("GRANT INSERT ON journals TO pubwatch");
    server.run("GRANT USAGE ON SEQUENCE journals_id_seq TO pubwatch");
    settings.put(PostgresSourceConfig.SCHEMA, "public");
    PostgresSourceConfig config = new PostgresSourceConfig(settings);
    try (Connection connection =
        DriverManager.getConnection(config.url(), config.driverProperties())) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () -> execute(connection, INSERT.replace("journals", "public.journals")));
      assertEquals("25006", refused.getSQLState(), "read-only");
    } finally {
      server.run("REVOKE INSERT ON journals FROM pubwatch");
      server.run("REVOKE ALL ON SEQUENCE journals_id_seq FROM pubwatch");
    }
  }

  @Test
  void saysWhatCannotBeReadBeforeItStarts() {
    Map<String, String> settings = server.settings("warehouse", "journals");
    assertEquals(List.of(), faults(settings));
    server.run("REVOKE SELECT (submitted_by) ON journals FROM pubwatch");
    String denied = faults(settings).toString();
    server.run("GRANT SELECT (submitted_by) ON journals TO pubwatch");
    assertTrue(denied.contains("permission denied"), denied);
    server.run("ALTER SEQUENCE journals_id_seq CACHE 10");
    String cached = faults(settings).toString();
    server.run("ALTER SEQUENCE journals_id_seq CACHE 1");
    assertTrue(cached.contains("CACHE 1"), cached);
    settings.put(PostgresSourceConfig.PASSWORD, "wr0ng-wr0ng");
    String refused = faults(settings).toString();
    assertTrue(refused.contains("password authentication failed"), refused);
    assertFalse(refused.contains("wr0ng"), refused);
    try (TaskHarness harness = harness(settings).start()) {
      assertThrows(ConnectException.class, harness::poll);
    }
  }

  private static List<String> faults(Map<String, String> settings) {
    return new PostgresSourceConnector()
        .validate(settings).configValues().stream()
            .map(ConfigValue::errorMessages)
            .flatMap(List::stream)
            .toList();
  }

  private static TaskHarness journals() {
    return harness(server.settings("warehouse", "journals"));
  }

  private static TaskHarness harness(Map<String, String> settings) {
    return new TaskHarness(settings, PostgresSourceTask::new);
  }

  private static Connection writer() throws SQLException {
    Connection connection = server.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> stored() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM journals ORDER BY id")) {
      while (rows.next()) {
        ids.add("pypi-journal:" + rows.getInt(1));
      }
    }
    assertFalse(ids.isEmpty());
    return Collections.unmodifiableList(ids);
  }

  private static List<String> ids(int... ids) {
    return IntStream.of(ids).mapToObj(id -> "pypi-journal:" + id).toList();
  }
}
