package dev.pubwatch.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.connect.TaskHarness;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transform behind Debezium's own connector, on a real server. */
final class DebeziumIT {
  private static final String ID = "00000000-0000-4000-8000-00000000000";
  private static final String END = ID + "9";

  @TempDir private Path temp = Path.of("");

  @Test
  void snapshotAndInsertsAreEventsUpdatesAndErasuresAreNot() throws Exception {
    try (Postgres server = Postgres.start()) {
      insert(server, "user_events", ID + "1", "account:login:success");
      List<SourceRecord> changes = capture(server);
      Map<String, JsonNode> events = events("warehouse", changes);
      assertEquals(5, events.size(), () -> events.keySet().toString());
      JsonNode login = event(events, "pypi:" + ID + "1");
      assertEquals("login:success", login.path("action").asText());
      assertEquals("2026-08-01T10:00:00.123Z", login.path("time").asText());
      JsonNode release = event(events, "pypi:" + ID + "2");
      assertEquals("release:publish", release.path("action").asText());
      assertEquals("4", release.path("version").asText());
      assertEquals("alice", release.path("actor").path("id").asText());
      assertEquals("create", event(events, "pypi-journal:1").path("source_action").asText());
      assertFalse(events.toString().contains("s3cr3t"));
      assertTrue(changes.size() > 6, "the update and the erasure were captured");
    }
  }

  private List<SourceRecord> capture(Postgres server)
      throws InterruptedException, IOException, ExecutionException {
    BlockingQueue<SourceRecord> queue = new LinkedBlockingQueue<>();
    List<SourceRecord> changes = new ArrayList<>();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    DebeziumEngine<RecordChangeEvent<SourceRecord>> engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(settings(server))
            .notifying(change -> queue.add(change.record()))
            .build();
    try {
      thread.execute(engine);
      changes.add(next(queue));
      change(server);
      do {
        changes.add(next(queue));
      } while (!String.valueOf(changes.get(changes.size() - 1).value()).contains(END));
    } finally {
      engine.close();
      thread.shutdown();
    }
    return changes;
  }

  private static void change(Postgres server) {
    insert(server, "project_events", ID + "2", "project:release:add");
    server.run("UPDATE user_events SET tag = 'account:login:failure'");
    server.run("INSERT INTO journals (name, action) VALUES ('foo', 'create')");
    insert(server, "user_events", ID + "3", "account:login:success");
    server.run("DELETE FROM user_events");
    server.run("INSERT INTO macaroons VALUES ('" + ID + "4', 's3cr3t')");
    insert(server, "user_events", END, "account:login:success");
  }

  private static SourceRecord next(BlockingQueue<SourceRecord> queue) throws InterruptedException {
    return Objects.requireNonNull(queue.poll(60, TimeUnit.SECONDS), "no change came in a minute");
  }

  private static void insert(Postgres server, String table, String id, String tag) {
    server.run(
        """
        INSERT INTO %s VALUES ('%s', '%s', '%s', '2026-08-01 10:00:00.123456', NULL,
          '{"submitted_by":"alice","canonical_version":"4"}')"""
            .formatted(table, id, id, tag));
  }

  private static Map<String, JsonNode> events(String preset, List<SourceRecord> changes) {
    Map<String, String> settings = new HashMap<>(Postgres.events());
    settings.put(ChangesConfig.PRESET, preset);
    Map<String, JsonNode> events = new HashMap<>();
    try (ChangesToEvents<SourceRecord> transform = new ChangesToEvents<>()) {
      transform.configure(settings);
      for (SourceRecord change : changes) {
        SourceRecord sent = transform.apply(change);
        if (sent != null) {
          JsonNode event = TaskHarness.value(sent);
          events.put(event.path("event_id").asText(event.path("reason").asText()), event);
        }
      }
    }
    return events;
  }

  private static JsonNode event(Map<String, JsonNode> events, String id) {
    return Objects.requireNonNull(events.get(id), () -> id + " is not among " + events.keySet());
  }

  private Properties settings(Postgres server) {
    Properties settings = new Properties();
    settings.setProperty("name", "warehouse");
    // Kafka's worker configuration wants it since 4.2; the engine does not connect to it.
    settings.setProperty("bootstrap.servers", "localhost:1");
    settings.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    settings.setProperty(
        "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
    settings.setProperty("offset.storage.file.filename", temp.resolve("offsets").toString());
    settings.setProperty("offset.flush.interval.ms", "1000");
    settings.setProperty("database.hostname", server.host());
    settings.setProperty("database.port", String.valueOf(server.port()));
    settings.setProperty("database.user", "postgres");
    settings.setProperty("database.password", "test");
    settings.setProperty("database.dbname", "postgres");
    settings.setProperty("topic.prefix", "warehouse");
    settings.setProperty("plugin.name", "pgoutput");
    settings.setProperty("publication.autocreate.mode", "filtered");
    settings.setProperty(
        "table.include.list", "public.user_events,public.project_events,public.journals");
    return settings;
  }
}
