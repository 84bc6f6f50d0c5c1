package dev.pubwatch.connect.jdbc;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Which source partitions and offsets make sense. */
final class RowOffsets {
  static final String DATABASE = "database";
  static final String TABLE = "table";

  /** Every row up to this one was delivered. */
  static final String ID = "id";

  /** A row of which some events were delivered. */
  static final String ROW = "row";

  /** How many. */
  static final String EVENTS = "events";

  private RowOffsets() {}

  static long number(@Nullable Map<String, ?> offset, String key, long otherwise) {
    return offset != null && offset.get(key) instanceof Number number
        ? number.longValue()
        : otherwise;
  }

  static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    boolean texts = partition.values().stream().allMatch(String.class::isInstance);
    if (!partition.keySet().equals(Set.of(DATABASE, TABLE)) || !texts) {
      throw new ConnectException(
          "source partition must be as Connect lists it, with database and table, was "
              + partition);
    }
    if (offset == null) {
      return;
    }
    if (!Set.of(ID, ROW, EVENTS).containsAll(offset.keySet()) || !offset.containsKey(ID)) {
      throw new ConnectException(
          "source offset must have id, and may have row and events, was " + offset.keySet());
    }
    offset.forEach(RowOffsets::checkNumber);
  }

  private static void checkNumber(String key, @Nullable Object value) {
    boolean whole = value instanceof Long || value instanceof Integer;
    if (!whole || !(value instanceof Number number) || number.longValue() < 0) {
      throw new ConnectException(
          "source offset's %s must be a whole number of 0 or more, was %s".formatted(key, value));
    }
  }
}
