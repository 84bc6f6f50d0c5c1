package dev.pubwatch.connect.s3;

import dev.pubwatch.connect.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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
final class PrefixReader extends ObjectFeed {
  private final String prefix;
  private final Layout layout;
  private final Duration pollInterval;
  private final int maxQueued;
  private final Deque<Listed> queue = new ArrayDeque<>();
  private Instant listedAt = Instant.MIN;
  private Instant due = Instant.MIN;

  PrefixReader(
      S3SourceConfig config, String prefix, Instant start, @Nullable Map<String, ?> offset) {
    super(config.partition(prefix), cursor(config, start, offset), offset);
    this.prefix = prefix;
    this.layout = config.layout();
    this.pollInterval = Duration.ofMillis(config.getLong(S3SourceConfig.POLL_INTERVAL_MS));
    this.maxQueued = config.getInt(S3SourceConfig.OVERLAP_MAX_IDS);
  }

  private static Cursor cursor(
      S3SourceConfig config, Instant start, @Nullable Map<String, ?> offset) {
    Duration overlap = Duration.ofMillis(config.getLong(S3SourceConfig.OVERLAP_MS));
    return Cursor.resume(offset, start, overlap, config.getInt(S3SourceConfig.OVERLAP_MAX_IDS));
  }

  @Override
  String name() {
    return partition().get(S3Offsets.BUCKET) + "/" + prefix;
  }

  @Override
  Instant due() {
    return queue.isEmpty() ? due : Instant.MIN;
  }

  @Override
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
        layout.startAfter(prefix, cursor().from()),
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
    return cursor().isNew(listed.id(), listed.modified());
  }

  @Override
  void finished(Listed listed, Cursor cursor) {
    queue.remove();
    cursor.deliver(listed.id(), listed.modified());
  }

  @Override
  void advance(Listed listed, Cursor cursor) {
    cursor.advanceTo(listed.modified().isAfter(listedAt) ? listedAt : listed.modified());
  }
}
