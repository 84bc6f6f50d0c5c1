package dev.pubwatch.connect.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.json.JsonTree;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A change as JSON, whether it comes as Struct, as a map or as JSON text. Debezium's times become
 * text, and binary values, which no event needs and secrets are kept in, become null.
 */
final class ChangeJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ChangeJson() {}

  static ObjectNode of(Object value) throws MalformedException {
    if (value instanceof Struct struct) {
      return object(struct);
    }
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof byte[] bytes) {
      return parsed(bytes);
    }
    if (value instanceof String text) {
      return parsed(text.getBytes(StandardCharsets.UTF_8));
    }
    throw new MalformedException(
        "a change must be a Struct, a map or JSON, was " + value.getClass().getSimpleName());
  }

  /** Says nothing of what stands in the text, which may hold secrets. */
  private static ObjectNode parsed(byte[] json) throws MalformedException {
    try {
      return JsonTree.readObject(json);
    } catch (MalformedException e) {
      throw new MalformedException("a change that is text must be one JSON object, was not");
    }
  }

  private static ObjectNode object(Struct struct) {
    ObjectNode object = NODES.objectNode();
    for (Field field : struct.schema().fields()) {
      object.set(field.name(), node(struct.get(field), field.schema()));
    }
    return object;
  }

  private static ObjectNode object(Map<?, ?> map) {
    ObjectNode object = NODES.objectNode();
    map.forEach((name, value) -> object.set(String.valueOf(name), node(value, null)));
    return object;
  }

  private static JsonNode node(@Nullable Object value, @Nullable Schema schema) {
    if (value instanceof Struct struct) {
      return object(struct);
    }
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof Collection<?> list) {
      Schema inner = schema == null ? null : schema.valueSchema();
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(node(element, inner)));
      return array;
    }
    if (value instanceof Number number) {
      return number(number, schema);
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Date date) {
      return NODES.textNode(date.toInstant().toString());
    }
    return value instanceof String text ? NODES.textNode(text) : NullNode.instance;
  }

  private static JsonNode number(Number number, @Nullable Schema schema) {
    String name = schema == null || schema.name() == null ? "" : schema.name();
    ChronoUnit unit =
        switch (name) {
          case "io.debezium.time.Timestamp" -> ChronoUnit.MILLIS;
          case "io.debezium.time.MicroTimestamp" -> ChronoUnit.MICROS;
          case "io.debezium.time.NanoTimestamp" -> ChronoUnit.NANOS;
          default -> ChronoUnit.FOREVER;
        };
    if (unit != ChronoUnit.FOREVER) {
      return NODES.textNode(Instant.EPOCH.plus(number.longValue(), unit).toString());
    }
    if (number instanceof BigDecimal decimal) {
      return NODES.numberNode(decimal);
    }
    return number instanceof Double || number instanceof Float
        ? NODES.numberNode(number.doubleValue())
        : NODES.numberNode(number.longValue());
  }
}
