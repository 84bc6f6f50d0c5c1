package dev.pubwatch.connect.s3;

import dev.pubwatch.connect.Cursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * How far the objects below one prefix were read.
 *
 * <p>Keys do not come in the order of their writing: those of one minute end in random letters, and
 * uploads overtake each other. So the cursor goes by the time when the store got an object, and
 * each listing begins far enough before it.
 */
final class PrefixReader {
  private final String prefix;
  private final Layout layout;
  private final Map<String, String> partition;
  private final Duration pollInterval;
  private final int maxQueued;
  private final Cursor cursor;
  private final Deque<Listed> queue = new ArrayDeque<>();
  private @Nullable OpenObject open;
  private String object;
  private long delivered;
  private Instant listedAt = Instant.MIN;
  private Instant due = Instant.MIN;

  PrefixReader(
      S3SourceConfig config, String prefix, Instant start, @Nullable Map<String, ?> offset) {
    this.prefix = prefix;
    this.layout = config.layout();
    this.partition = config.partition(prefix);
    this.pollInterval = Duration.ofMillis(config.getLong(S3SourceConfig.POLL_INTERVAL_MS));
    this.maxQueued = config.getInt(S3SourceConfig.OVERLAP_MAX_IDS);
    Duration overlap = Duration.ofMillis(config.getLong(S3SourceConfig.OVERLAP_MS));
    this.cursor = Cursor.resume(offset, start, overlap, maxQueued);
    this.object = offset != null && offset.get(S3Offsets.OBJECT) instanceof String text ? text : "";
    this.delivered =
        offset != null && offset.get(S3Offsets.EVENTS) instanceof Number number
            ? number.longValue()
            : 0;
  }

  String name() {
    return partition.get(S3Offsets.BUCKET) + "/" + prefix;
  }

  Map<String, String> partition() {
    return partition;
  }

  Cursor cursor() {
    return cursor;
  }

  /** When there is something to do. */
  Instant due() {
    return queue.isEmpty() ? due : Instant.MIN;
  }

  /** The object to read; lists when none is known and it is time; null when there is none. */
  @Nullable Listed current(ObjectStore store, Instant now) {
    if (queue.isEmpty() && !due.isAfter(now)) {
      list(store);
      listedAt = now;
      due = queue.size() < maxQueued ? now.plus(pollInterval) : Instant.MIN;
    }
    return queue.peek();
  }

  /** Queues the oldest objects that were not read, as many as memory is meant for. */
  private void list(ObjectStore store) {
    PriorityQueue<Listed> oldest = new PriorityQueue<>(Listed.OLDEST_FIRST.reversed());
    store.list(
        prefix,
        layout.startAfter(prefix, cursor.from()),
        listed -> {
          if (Layout.holdsRecords(listed.key()) && isNew(listed)) {
            oldest.add(listed);
            if (oldest.size() > maxQueued) {
              oldest.remove();
            }
          }
        });
    List<Listed> sorted = new ArrayList<>(oldest);
    sorted.sort(
        Comparator.comparing(this::isUnderWay).reversed().thenComparing(Listed.OLDEST_FIRST));
    queue.addAll(sorted);
  }

  private boolean isNew(Listed listed) {
    return cursor.isNew(listed.id(), listed.modified());
  }

  private boolean isUnderWay(Listed listed) {
    return listed.id().equals(object);
  }

  /** The object at hand, fetched when it is not. */
  OpenObject open(Fetch fetch) throws IOException {
    OpenObject now = open;
    if (now == null) {
      Listed listed = queue.element();
      now = fetch.open(listed);
      open = now;
      begin(listed);
    }
    return now;
  }

  /** Fetches an object. */
  interface Fetch {
    OpenObject open(Listed listed) throws IOException;
  }

  private void begin(Listed listed) {
    if (!isUnderWay(listed)) {
      object = listed.id();
      delivered = 0;
    }
  }

  /** How many events the object at hand gave. */
  long eventsRead() {
    return open == null ? 0 : open.eventsRead();
  }

  /** Whether an event of the object at hand was delivered. */
  boolean wasDelivered(Listed listed, long event) {
    return isUnderWay(listed) && event < delivered;
  }

  /** One more event of an object was delivered: its offset. */
  void deliver(Listed listed, long event, Map<String, Object> offset) {
    begin(listed);
    delivered = event + 1;
    offset.putAll(cursor.toMap());
    offset.put(S3Offsets.OBJECT, object);
    offset.put(S3Offsets.EVENTS, delivered);
  }

  /** The object was read to its end: tells the last offset of it, when there is one. */
  void finish(@Nullable Map<String, Object> lastOffset) {
    Listed listed = queue.remove();
    closeObject();
    object = "";
    delivered = 0;
    cursor.deliver(listed.id(), listed.modified());
    if (lastOffset != null) {
      lastOffset.putAll(new HashMap<>(cursor.toMap()));
      lastOffset.put(S3Offsets.OBJECT, "");
      lastOffset.put(S3Offsets.EVENTS, 0L);
    }
    cursor.advanceTo(listed.modified().isAfter(listedAt) ? listedAt : listed.modified());
  }

  /** Lets go of the object at hand, to be fetched again. */
  void closeObject() {
    OpenObject last = open;
    open = null;
    if (last != null) {
      try {
        last.close();
      } catch (IOException e) {
        throw new UncheckedIOException("a temporary copy cannot be deleted", e);
      }
    }
  }
}
