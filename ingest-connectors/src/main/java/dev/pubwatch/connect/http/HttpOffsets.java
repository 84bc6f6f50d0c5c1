package dev.pubwatch.connect.http;

import dev.pubwatch.connect.Cursor;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Which source partitions and offsets make sense. */
final class HttpOffsets {
  static final String PRESET = "preset";
  static final String URL = "url";
  static final String STREAM = "stream";

  private static final Set<String> PARTITION = Set.of(PRESET, URL, STREAM);
  private static final Set<String> OFFSET =
      Set.of(Cursor.FROM, "seen", "recent", PackumentPoller.ETAG, ChangesPoller.SEQ);

  private HttpOffsets() {}

  static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    boolean texts = partition.values().stream().allMatch(String.class::isInstance);
    if (!partition.keySet().equals(PARTITION) || !texts) {
      throw new ConnectException(
          "source partition must be as Connect lists it, with preset, url and stream, was "
              + partition);
    }
    if (offset == null) {
      return;
    }
    for (Map.Entry<String, ?> entry : offset.entrySet()) {
      if (!OFFSET.contains(entry.getKey()) || !(entry.getValue() instanceof String)) {
        throw new ConnectException(
            "source offset may have the texts from, seen, recent, etag and seq, not %s=%s"
                .formatted(entry.getKey(), entry.getValue()));
      }
    }
    Cursor.check(offset);
  }
}
