package dev.pubwatch.notify;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The outbox records that were taken and are not done with: a lane an incident, in which notices
 * keep their order, while incidents wait for none but themselves. A waiting update gives way to the
 * next one.
 *
 * <p>Used by one thread. Times are of {@link System#nanoTime}.
 */
final class Window {
  /** Records in flight; when there are more, none are taken. */
  static final int CAPACITY = 100;

  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Map<TopicPartition, Progress> partitions = new HashMap<>();
  private int size;

  /** An incident's records, oldest first, of which the first is tried. */
  static final class Lane {
    private final String incidentId;
    private final Deque<ConsumerRecord<String, Outgoing>> records = new ArrayDeque<>();
    private long dueNanos;
    private long firstTriedNanos;
    private int failures;
    private boolean tried;

    private Lane(String incidentId, long nowNanos) {
      this.incidentId = incidentId;
      this.dueNanos = nowNanos;
    }

    ConsumerRecord<String, Outgoing> record() {
      return records.element();
    }

    long dueNanos() {
      return dueNanos;
    }

    /** The record was tried and is to be tried again; says how often it failed. */
    int failed(long triedNanos) {
      if (!tried) {
        tried = true;
        firstTriedNanos = triedNanos;
      }
      return ++failures;
    }

    /** The first record is another one now, which has all its time; the receiver is as it was. */
    private void replaced() {
      tried = false;
    }

    /** Since the first try that failed. */
    long failingForNanos(long nowNanos) {
      return nowNanos - firstTriedNanos;
    }

    void postponeTo(long dueNanos) {
      this.dueNanos = dueNanos;
    }
  }

  /** A partition is this worker's from now on, beginning where it was left. */
  void assign(TopicPartition partition, OffsetAndMetadata committed) {
    partitions.put(partition, new Progress(committed));
  }

  /** Forgets the records of partitions that another worker will read. */
  void drop(Collection<TopicPartition> gone) {
    partitions.keySet().removeAll(gone);
    for (Lane lane : lanes.values()) {
      lane.records.removeIf(record -> gone.contains(partition(record)));
    }
    lanes.values().removeIf(lane -> lane.records.isEmpty());
    size = lanes.values().stream().mapToInt(lane -> lane.records.size()).sum();
  }

  void take(ConsumerRecord<String, Outgoing> record, long nowNanos) {
    if (progress(partition(record), record.offset()).take(record.offset())) {
      String id = String.valueOf(record.key());
      Lane lane = lanes.computeIfAbsent(id, key -> new Lane(key, nowNanos));
      ConsumerRecord<String, Outgoing> last = lane.records.peekLast();
      if (last != null && isMergeable(last) && isMergeable(record)) {
        lane.records.removeLast();
        progress(partition(last), last.offset()).done(last.offset());
        size--;
        if (lane.records.isEmpty()) {
          lane.replaced();
        }
      }
      lane.records.add(record);
      size++;
    }
  }

  private static boolean isMergeable(ConsumerRecord<String, Outgoing> record) {
    return record.value() != null && record.value().mergeable();
  }

  /** Passes over a record that could not be taken. */
  void skip(TopicPartition partition, long offset) {
    progress(partition, offset).done(offset);
  }

  boolean isFull() {
    return size >= CAPACITY || partitions.values().stream().anyMatch(Progress::isStretched);
  }

  int size() {
    return size;
  }

  /** The lane to try next, null when there is none: due first, among equals the oldest. */
  @Nullable Lane next() {
    Lane next = null;
    for (Lane lane : lanes.values()) {
      if (next == null || lane.dueNanos - next.dueNanos < 0) {
        next = lane;
      }
    }
    return next;
  }

  /** The lane's first record is delivered, or given up; nothing when it was let go meanwhile. */
  void done(Lane lane, ConsumerRecord<String, Outgoing> record, long nowNanos) {
    if (lanes.get(lane.incidentId) != lane || !lane.records.remove(record)) {
      return;
    }
    progress(partition(record), record.offset()).done(record.offset());
    size--;
    lane.failures = 0;
    lane.tried = false;
    lane.dueNanos = nowNanos;
    lanes.remove(lane.incidentId);
    if (!lane.records.isEmpty()) {
      lanes.put(lane.incidentId, lane); // behind the others
    }
  }

  /** What moved since it was last committed. */
  Map<TopicPartition, OffsetAndMetadata> toCommit() {
    Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
    partitions.forEach(
        (partition, progress) -> {
          if (!progress.isCommitted()) {
            moved.put(partition, progress.toCommit());
          }
        });
    return moved;
  }

  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> progress(partition, offset.offset()).committed(offset));
  }

  /** Begins at the record where nothing was committed before. */
  private Progress progress(TopicPartition partition, long offset) {
    return partitions.computeIfAbsent(partition, p -> new Progress(new OffsetAndMetadata(offset)));
  }

  private static TopicPartition partition(ConsumerRecord<String, Outgoing> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
