package dev.pubwatch.connect.s3;

import dev.pubwatch.connect.Cursor;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Which source partitions and offsets make sense. */
final class S3Offsets {
  static final String BUCKET = "bucket";
  static final String PREFIX = "prefix";

  /** Address of the queue that told of the objects. */
  static final String QUEUE = "queue";

  /** Id of the object that was being read. */
  static final String OBJECT = "object";

  /** Events of it that were delivered. */
  static final String EVENTS = "events";

  private static final Set<String> OFFSET = Set.of(Cursor.FROM, "seen", "recent", OBJECT, EVENTS);

  private static final Set<Set<String>> PARTITIONS =
      Set.of(Set.of(BUCKET, PREFIX), Set.of(BUCKET, QUEUE));

  private S3Offsets() {}

  /** Events that were delivered of the object that was being read. */
  static long events(@Nullable Map<String, ?> offset) {
    return offset != null && offset.get(EVENTS) instanceof Number number ? number.longValue() : 0;
  }

  static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    boolean texts = partition.values().stream().allMatch(String.class::isInstance);
    if (!PARTITIONS.contains(partition.keySet()) || !texts) {
      throw new ConnectException(
          "source partition must be as Connect lists it, with bucket and prefix or queue, was "
              + partition);
    }
    if (offset == null) {
      return;
    }
    if (!OFFSET.containsAll(offset.keySet())) {
      throw new ConnectException(
          "source offset may have from, seen, recent, object and events, was " + offset.keySet());
    }
    Object events = offset.get(EVENTS);
    if (events != null && !(events instanceof Number number && number.longValue() >= 0)) {
      throw new ConnectException(
          "source offset's events must be a number of 0 or more, was " + events);
    }
    Cursor.check(offset);
  }
}
