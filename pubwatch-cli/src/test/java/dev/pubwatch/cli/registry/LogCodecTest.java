package dev.pubwatch.cli.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.schemas.Compatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes in {@code _schemas}, which Confluent's registry must be able to take over. */
class LogCodecTest {
  private static final StoredSchema INT = new StoredSchema("s-value", 2, 7, "\"int\"", false);
  private static final String SCHEMA_KEY =
      "{\"keytype\":\"SCHEMA\",\"subject\":\"s-value\",\"version\":2,\"magic\":1}";

  @Test
  void aSchema() {
    LogEntry entry = new LogEntry.Stored(INT);
    assertEquals(SCHEMA_KEY, LogCodec.key(entry));
    assertEquals(
        "{\"subject\":\"s-value\",\"version\":2,\"id\":7,\"schema\":\"\\\"int\\\"\",\"deleted\":false}",
        LogCodec.value(entry));
    assertEquals(entry, LogCodec.read(LogCodec.key(entry), LogCodec.value(entry)));
  }

  @Test
  void aSchemaRemovedIsATombstone() {
    LogEntry entry = new LogEntry.Removed("s-value", 2);
    assertEquals(SCHEMA_KEY, LogCodec.key(entry));
    assertNull(LogCodec.value(entry));
    assertEquals(entry, LogCodec.read(SCHEMA_KEY, null));
  }

  @Test
  void levels() {
    LogEntry all = new LogEntry.Level(null, Compatibility.FULL);
    assertEquals("{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}", LogCodec.key(all));
    assertEquals("{\"compatibilityLevel\":\"FULL\"}", LogCodec.value(all));
    assertEquals(all, LogCodec.read(LogCodec.key(all), LogCodec.value(all)));

    LogEntry one = new LogEntry.Level("s", Compatibility.NONE);
    assertEquals("{\"subject\":\"s\",\"compatibilityLevel\":\"NONE\"}", LogCodec.value(one));
    assertEquals(one, LogCodec.read(LogCodec.key(one), LogCodec.value(one)));

    LogEntry none = new LogEntry.Level("s", null);
    assertEquals("{\"keytype\":\"CONFIG\",\"subject\":\"s\",\"magic\":0}", LogCodec.key(none));
    assertNull(LogCodec.value(none));
    assertEquals(none, LogCodec.read(LogCodec.key(none), null));
  }

  @Test
  void aSubjectDeletedByConfluentsRegistry() {
    RegistryState state = new RegistryState();
    state.apply(new LogEntry.Stored(INT));
    state.apply(
        LogCodec.read(
            "{\"keytype\":\"DELETE_SUBJECT\",\"subject\":\"s-value\",\"magic\":0}",
            "{\"subject\":\"s-value\",\"version\":2}"));
    assertTrue(state.versions("s-value", false).isEmpty());
    assertTrue(state.versions("s-value", true).get(0).deleted());
  }

  @Test
  void moreThanIsKnownHereIsNoFault() {
    LogEntry read =
        LogCodec.read(
            SCHEMA_KEY,
            "{\"subject\":\"s-value\",\"version\":2,\"id\":7,\"md5\":\"x\",\"schema\":\"\\\"int\\\"\",\"deleted\":false,\"offset\":3,\"ts\":4}");
    assertEquals(new LogEntry.Stored(INT), read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"keytype\":\"NOOP\",\"magic\":0}",
        "{\"keytype\":\"MODE\",\"subject\":null,\"magic\":0}",
        "{\"keytype\":\"CLEAR_SUBJECT\",\"subject\":\"s\",\"magic\":0}",
      })
  void otherRecordsArePassedOver(String key) {
    assertInstanceOf(LogEntry.Other.class, LogCodec.read(key, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schemaType\":\"JSON\",\"schema\":\"{}\"}",
        "{\"subject\":\"s\",\"version\":1,\"id\":1,\"references\":[{}],\"schema\":\"{}\"}",
        "no json",
      })
  void whatCannotBeServedIsRefused(String value) {
    assertThrows(IllegalArgumentException.class, () -> LogCodec.read(SCHEMA_KEY, value));
  }
}
