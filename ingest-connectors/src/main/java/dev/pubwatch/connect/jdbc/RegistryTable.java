package dev.pubwatch.connect.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that tells events, and what may be read of it: every column is listed, and none that
 * holds a token, a key or their hash.
 *
 * @param registry value of {@code preset}
 * @param name of the table
 * @param format that reads its rows
 * @param columns of the table itself
 * @param joined expressions over other tables, each with its name
 * @param joins SQL that names those tables, with {@code %1$s} for their schema
 * @param where which rows tell an event; null for all
 * @param serial whether rows are numbered by a sequence, so that they can be polled
 */
record RegistryTable(
    String registry,
    String name,
    String format,
    List<String> columns,
    List<String> joined,
    String joins,
    @Nullable String where,
    boolean serial) {

  /**
   * The SQL that reads rows above one id and up to another, in their order: id, the row as JSON cut
   * to so many characters, and its size.
   */
  String rowsSql(String schema, int maxCharacters) {
    StringBuilder list = new StringBuilder("'").append(name).append("'::text AS \"table\"");
    columns.forEach(column -> list.append(", e.").append(quoted(column)));
    joined.forEach(expression -> list.append(", ").append(expression));
    String filter = where == null ? "" : " AND (" + where + ")";
    return """
        SELECT id, left(json, %d), octet_length(json) FROM (
          SELECT r.id, row_to_json(r)::text AS json FROM (
            SELECT %s FROM %s e %s
            WHERE e.id > ? AND e.id <= ?%s ORDER BY e.id LIMIT ?) r) j ORDER BY id"""
        .formatted(maxCharacters, list, qualified(schema), joins.formatted(quoted(schema)), filter);
  }

  /** The SQL that tells the last of the next rows above an id: null when there are none. */
  String lastIdSql(String schema) {
    return "SELECT max(id) FROM (SELECT e.id FROM %s e WHERE e.id > ? ORDER BY e.id LIMIT ?) n"
        .formatted(qualified(schema));
  }

  String qualified(String schema) {
    return quoted(schema) + "." + quoted(name);
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
