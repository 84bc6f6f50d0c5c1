package dev.pubwatch.cli.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.schemas.Compatibility;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Log entries as Confluent's registry writes them. Keys are compared by their bytes when the topic
 * is compacted, so the order of their fields is part of the format.
 */
final class LogCodec {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LogCodec() {}

  static String key(LogEntry entry) {
    if (entry instanceof LogEntry.Stored stored) {
      return schemaKey(stored.schema().subject(), stored.schema().version());
    }
    if (entry instanceof LogEntry.Removed removed) {
      return schemaKey(removed.subject(), removed.version());
    }
    if (entry instanceof LogEntry.Level level) {
      ObjectNode key = object().put("keytype", "CONFIG").put("subject", level.subject());
      return key.put("magic", 0).toString();
    }
    throw new IllegalArgumentException("never written: " + entry);
  }

  /** Null for a tombstone. */
  static @Nullable String value(LogEntry entry) {
    if (entry instanceof LogEntry.Stored stored) {
      StoredSchema schema = stored.schema();
      return object()
          .put("subject", schema.subject())
          .put("version", schema.version())
          .put("id", schema.id())
          .put("schema", schema.text())
          .put("deleted", schema.deleted())
          .toString();
    }
    if (entry instanceof LogEntry.Level level && level.level() != null) {
      ObjectNode value = object();
      if (level.subject() != null) {
        value.put("subject", level.subject());
      }
      return value.put("compatibilityLevel", level.level().name()).toString();
    }
    return null;
  }

  /**
   * The entry that a record holds.
   *
   * @throws IllegalArgumentException if this registry cannot serve what the record says
   */
  static LogEntry read(String key, @Nullable String value) {
    JsonNode k = parse(key);
    JsonNode v = value == null ? null : parse(value);
    String subject = k.path("subject").asText("");
    return switch (k.path("keytype").asText()) {
      case "SCHEMA" ->
          v == null
              ? new LogEntry.Removed(subject, k.path("version").asInt())
              : new LogEntry.Stored(schema(v));
      case "CONFIG" -> new LogEntry.Level(k.path("subject").textValue(), level(v));
      case "DELETE_SUBJECT" ->
          v == null
              ? new LogEntry.Other()
              : new LogEntry.SubjectDeleted(subject, v.path("version").asInt());
      default -> new LogEntry.Other();
    };
  }

  private static StoredSchema schema(JsonNode value) {
    StoredSchema schema =
        new StoredSchema(
            value.path("subject").asText(),
            value.path("version").asInt(),
            value.path("id").asInt(),
            value.path("schema").asText(),
            value.path("deleted").asBoolean());
    String type = value.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO") || !value.path("references").isEmpty()) {
      throw new IllegalArgumentException(
          "subject %s version %d must be AVRO without references, was %s%s"
              .formatted(
                  schema.subject(),
                  schema.version(),
                  type,
                  value.path("references").isEmpty() ? "" : " with references"));
    }
    return schema;
  }

  private static @Nullable Compatibility level(@Nullable JsonNode value) {
    String name = value == null ? "" : value.path("compatibilityLevel").asText("");
    return name.isEmpty() ? null : Compatibility.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("record is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String schemaKey(String subject, int version) {
    ObjectNode key = object().put("keytype", "SCHEMA").put("subject", subject);
    return key.put("version", version).put("magic", 1).toString();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
