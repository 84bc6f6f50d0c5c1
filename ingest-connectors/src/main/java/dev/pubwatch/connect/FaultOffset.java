package dev.pubwatch.connect;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers, as a source partition of its own, which fault of a file was reported, so that a
 * restart does not report it again and a changed file is tried again.
 */
final class FaultOffset {
  static final String FAULT = "fault";
  static final String UNREADABLE = "unreadable";
  static final String SIZE = "size";
  static final String MODIFIED = "modified";

  private FaultOffset() {}

  static Map<String, String> partition(FileState file) {
    return new TreeMap<>(Map.of(Content.FILE, file.id(), FAULT, UNREADABLE));
  }

  static Map<String, Object> of(FileState file) {
    Map<String, Object> offset = new HashMap<>();
    offset.put(SIZE, file.size());
    offset.put(MODIFIED, file.modified().toMillis());
    return offset;
  }
}
