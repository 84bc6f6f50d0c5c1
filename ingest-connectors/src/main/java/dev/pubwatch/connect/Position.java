package dev.pubwatch.connect;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a content was delivered: Connect's source offset.
 *
 * @param offset byte offset in the decompressed content of the first record that was not delivered
 *     whole
 * @param ordinal events of that record that were delivered
 * @param line 1-based line at the offset; 0 where reading began at a file's end and nobody counted
 * @param tail {@link Tail} before the offset; null when an operator set the offset by hand
 */
record Position(long offset, long ordinal, long line, @Nullable Long tail) {
  static final Position START = new Position(0, 0, 1, Tail.NONE);

  static final String OFFSET = "position";
  static final String ORDINAL = "ordinal";
  static final String LINE = "line";
  static final String TAIL = "tail";
  static final String PATH = "path";

  /** Size in bytes of a compressed file that was read to its end. */
  static final String COMPLETE = "complete";

  /** The offset as Connect stores it; {@code path} is there for people only. */
  Map<String, Object> toMap(String path) {
    Map<String, Object> map = new HashMap<>();
    map.put(OFFSET, offset);
    map.put(ORDINAL, ordinal);
    map.put(LINE, line);
    map.put(PATH, path);
    if (tail != null) {
      map.put(TAIL, tail);
    }
    return map;
  }

  /** Reads what {@link #toMap} wrote, or what {@link OffsetRules} let pass. */
  static Position fromMap(Map<String, ?> map) {
    return new Position(
        number(map, OFFSET, 0L),
        number(map, ORDINAL, 0L),
        number(map, LINE, 0L),
        map.get(TAIL) instanceof Number tail ? Long.valueOf(tail.longValue()) : null);
  }

  static long number(Map<String, ?> map, String key, long otherwise) {
    return map.get(key) instanceof Number number ? number.longValue() : otherwise;
  }
}
