package dev.pubwatch.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.connect.TaskHarness;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangesToEventsTest {
  private static final String CHANGE =
      """
      {"op":"%s","before":null,"after":{"id":"0b2f0f5e-0000-4000-8000-000000000001",\
      "source_id":"u1","tag":"account:login:success","time":1785578400123456,\
      "additional":"{\\"two_factor_method\\":\\"webauthn\\"}","key":"s3cr3t"},\
      "source":{"table":"%s","lsn":77,"ts_ms":1785578400200},"ts_ms":1785578400300}""";

  @ParameterizedTest
  @ValueSource(strings = {"c", "r"})
  void aRowThatWasInsertedOrFoundIsAnEvent(String op) {
    SourceRecord sent = sent(apply("warehouse", CHANGE.formatted(op, "user_events")));
    JsonNode event = TaskHarness.value(sent);
    assertEquals("pubwatch.token-events", sent.topic());
    assertEquals("pypi:0b2f0f5e-0000-4000-8000-000000000001", event.path("event_id").asText());
    assertEquals("login:success", event.path("action").asText());
    assertEquals("2026-08-01T10:00:00.123Z", event.path("time").asText());
    assertEquals(Long.valueOf(1_785_578_400_123L), sent.timestamp());
    assertFalse(event.toString().contains("s3cr3t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"u", "d", "t", "m"})
  void erasuresAndUpdatesAreNone(String op) {
    assertNull(apply("warehouse", CHANGE.formatted(op, "user_events")));
  }

  @Test
  void tombstonesAreNone() {
    assertNull(apply("warehouse", null));
  }

  @Test
  void readsAnEnvelopeWithItsSchema() {
    String whole = "{\"schema\":{},\"payload\":" + CHANGE.formatted("c", "user_events") + "}";
    assertEquals("pubwatch.token-events", sent(apply("warehouse", whole)).topic());
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    assertEquals("pubwatch.token-events", sent(apply("warehouse", bytes)).topic());
  }

  @Test
  void rejectsWhatIsUnknownAndRepeatsNothingOfIt() {
    assertRejected(CHANGE.formatted("c", "macaroons"), "the table must be one of journals");
    assertRejected(CHANGE.formatted("x", "user_events"), "op c, r, u, d, t or m");
    assertRejected("{\"id\":1,\"key\":\"s3cr3t\"}", "ExtractNewRecordState");
    assertRejected("s3cr3t", "JSON");
    assertRejected(7, "was Integer");
  }

  private static void assertRejected(Object value, String reason) {
    SourceRecord sent = sent(apply("warehouse", value));
    assertEquals("pubwatch.rejects", sent.topic());
    String said = TaskHarness.value(sent).path("reason").asText();
    assertTrue(said.contains(reason), said);
    assertNotNull(sent.headers().lastWithName("pubwatch.reason"));
    assertFalse(new String((byte[]) sent.value(), StandardCharsets.UTF_8).contains("s3cr3t"));
  }

  @Test
  void rejectsARowThatItsFormatCannotReadWithoutUnlistedColumns() {
    String change = CHANGE.formatted("c", "user_events").replace("\"tag\"", "\"other\"");
    JsonNode reject = TaskHarness.value(sent(apply("warehouse", change)));
    assertTrue(reject.path("reason").asText().contains("tag"), reject::toString);
    assertFalse(reject.toString().contains("s3cr3t"), reject::toString);
  }

  @Test
  void readsAMapWithoutSchema() {
    Map<String, Object> row = Map.of("id", 2, "name", "Foo", "action", "create");
    Map<String, Object> after = new HashMap<>(row);
    after.put("submitted_date", 1_785_578_400_000_000L);
    Object change = Map.of("op", "c", "after", after, "source", Map.of("table", "journals"));
    JsonNode event = TaskHarness.value(sent(apply("warehouse", change)));
    assertEquals("pypi-journal:2", event.path("event_id").asText());
    assertEquals("2026-08-01T10:00:00.000Z", event.path("time").asText());
  }

  @Test
  void heartbeatsPass() {
    Schema schema =
        SchemaBuilder.struct()
            .name("io.debezium.connector.common.Heartbeat")
            .field("ts_ms", Schema.INT64_SCHEMA)
            .build();
    SourceRecord sent = sent(apply("warehouse", new Struct(schema).put("ts_ms", 5L)));
    assertEquals("{\"ts_ms\":5}", new String((byte[]) sent.value(), StandardCharsets.UTF_8));
    assertEquals("db.public.t", sent.topic());
  }

  @Test
  @SuppressWarnings("rawtypes") // a service has no type parameters
  void aWorkerFindsIt() {
    assertTrue(
        ServiceLoader.load(Transformation.class).stream()
            .anyMatch(provider -> provider.type() == ChangesToEvents.class));
  }

  private static SourceRecord sent(@Nullable SourceRecord record) {
    assertNotNull(record);
    return record;
  }

  private static @Nullable SourceRecord apply(String preset, @Nullable Object value) {
    Map<String, String> settings = new HashMap<>(Postgres.events());
    settings.put(ChangesConfig.PRESET, preset);
    try (ChangesToEvents<SourceRecord> transform = new ChangesToEvents<>()) {
      transform.configure(settings);
      Schema schema = value instanceof Struct struct ? struct.schema() : null;
      return transform.apply(new SourceRecord(Map.of(), Map.of(), "db.public.t", schema, value));
    }
  }
}
