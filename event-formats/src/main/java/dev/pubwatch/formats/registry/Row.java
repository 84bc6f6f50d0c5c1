package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Text;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonTree;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a registry's database: bare, with its table's name under {@code table}, or as Debezium
 * writes a change.
 *
 * @param table null where nobody says
 * @param erased a row that was deleted: an erasure, not an event
 */
record Row(JsonFields in, @Nullable String table, boolean erased) {
  private static final Set<String> READS = Set.of("c", "r", "u");

  static Row of(ObjectNode record) throws MalformedException {
    JsonFields top = new JsonFields(record);
    JsonFields payload = record.path("payload").isObject() ? top.objectOrEmpty("payload") : top;
    String op = payload.text("op");
    if (op == null || !payload.has("source")) {
      return new Row(top, top.text("table"), false);
    }
    String table = payload.objectOrEmpty("source").text("table");
    JsonFields after = payload.object("after");
    if (op.equals("d") || op.equals("t")) {
      return new Row(top, table, true);
    }
    if (!READS.contains(op) || after == null) {
      throw new MalformedException(
          "a change must have op c, r, u, d or t, and a row after it, had op " + Text.show(op));
    }
    return new Row(after, table, false);
  }

  /** A JSON column: an object, or text that holds one, as change data capture gives it. */
  JsonFields json(String name) throws MalformedException {
    return in.raw(name).isTextual()
        ? new JsonFields(JsonTree.readObject(in.raw(name).textValue()))
        : in.objectOrEmpty(name);
  }
}
