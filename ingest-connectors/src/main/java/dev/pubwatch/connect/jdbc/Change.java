package dev.pubwatch.connect.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Text;
import dev.pubwatch.formats.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A row that was inserted, or that was there when capture began, in the shape that the formats
 * read: its table's name, and of its columns those that may be read.
 *
 * @param location table, id and position in the log, for a person
 */
record Change(RegistryTable table, ObjectNode row, String location) {
  private static final Set<String> INSERTED = Set.of("c", "r");

  /** Deletions are erasures, updates were told when the row was inserted; and messages. */
  private static final Set<String> SILENT = Set.of("u", "d", "t", "m");

  private static final Set<String> JSON_COLUMNS = Set.of("additional", "trustpub_data");

  /**
   * Reads Debezium's envelope, bare or with its schema.
   *
   * @return the row, or nothing when the change is no event
   * @throws MalformedException when it is no change of a table of the registry
   */
  static List<Change> of(ObjectNode record, List<RegistryTable> tables) throws MalformedException {
    JsonNode envelope = record.path("payload").isObject() ? record.path("payload") : record;
    String op = envelope.path("op").asText("");
    JsonNode source = envelope.path("source");
    if (op.isEmpty() || !source.isObject()) {
      throw new MalformedException(
          "expected a change by Debezium with op and source, had neither or one: records must come"
              + " as Debezium makes them, not flattened by ExtractNewRecordState");
    }
    if (SILENT.contains(op)) {
      return List.of();
    }
    RegistryTable table = table(source.path("table").asText(""), tables);
    if (!INSERTED.contains(op) || !envelope.path("after").isObject()) {
      throw new MalformedException(
          "a change must have op c, r, u, d, t or m, and a row after it, had op " + Text.show(op));
    }
    JsonNode after = envelope.path("after");
    String location =
        "%s#%s@%s"
            .formatted(
                table.name(), after.path("id").asText("?"), source.path("lsn").asText("snapshot"));
    return List.of(new Change(table, row(table, after), location));
  }

  private static RegistryTable table(String name, List<RegistryTable> tables)
      throws MalformedException {
    return RegistryTables.find(tables, name)
        .orElseThrow(
            () ->
                new MalformedException(
                    "the table must be one of %s, was %s"
                        .formatted(
                            String.join(", ", tables.stream().map(RegistryTable::name).toList()),
                            Text.show(name))));
  }

  private static ObjectNode row(RegistryTable table, JsonNode after) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("table", table.name());
    for (String column : table.columns()) {
      JsonNode value = after.path(column);
      if (!value.isMissingNode()) {
        row.set(column, JSON_COLUMNS.contains(column) ? parsed(value) : value);
      }
    }
    return row;
  }

  /** Debezium gives a JSON column as text. */
  private static JsonNode parsed(JsonNode value) {
    if (!value.isTextual()) {
      return value;
    }
    try {
      return JsonTree.readObject(value.textValue().getBytes(StandardCharsets.UTF_8));
    } catch (MalformedException e) {
      return value; // the format says what is wrong with it
    }
  }

  byte[] json() {
    return row.toString().getBytes(StandardCharsets.UTF_8);
  }
}
