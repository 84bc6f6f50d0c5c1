package dev.pubwatch.cli.baseline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.core.Describer;
import java.time.Instant;
import java.util.List;

/** Baselines as one line of JSON, for machines. */
final class BaselineJson {
  private BaselineJson() {}

  static String write(List<Entity> entities, String origin) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("state", origin);
    ArrayNode all = root.putArray("baselines");
    for (Entity entity : entities) {
      ObjectNode node = all.addObject();
      node.put("kind", entity.kind());
      node.put("key", entity.key());
      entity.rows().forEach(row -> add(row, node));
    }
    return root.toString();
  }

  private static void add(Entity.Row row, ObjectNode node) {
    if (row instanceof Entity.Values values) {
      ArrayNode array = node.putArray(row.name());
      values.values().forEach(value -> add(value, array.addObject()));
    } else if (row instanceof Entity.Quantity quantity) {
      node.putObject(row.name())
          .put("unit", quantity.unit())
          .put("past", quantity.events())
          .put("median", quantity.median())
          .put("p95", quantity.usual());
    } else if (row instanceof Entity.Fact fact) {
      node.put(row.name(), fact.text());
    } else if (row instanceof Entity.Count count) {
      node.put(row.name(), count.number());
    } else if (row instanceof Entity.Time time) {
      node.put(row.name(), Instant.ofEpochMilli(time.millis()).toString());
    }
  }

  private static void add(Describer.Value value, ObjectNode node) {
    node.put("value", value.value()).put("share", value.share()).put("count", value.count());
    if (value.firstMillis() != Describer.NO_TIME) {
      node.put("first_seen", Instant.ofEpochMilli(value.firstMillis()).toString());
      node.put("last_seen", Instant.ofEpochMilli(value.lastMillis()).toString());
    }
    node.put("usual", !value.young());
  }
}
