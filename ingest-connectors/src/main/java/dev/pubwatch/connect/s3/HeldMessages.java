package dev.pubwatch.connect.s3;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Messages that were received and not deleted, and which of them may be: those whose records are in
 * Kafka and whose offsets Connect has stored, with all records before them.
 *
 * <p>Safe for use by the task, by Kafka's producer and by whoever stores offsets; holds no lock
 * longer than it takes to look.
 */
final class HeldMessages {
  /** A message, by its latest receipt. */
  record Held(String id, String receipt) {}

  private final Map<String, String> receipts = new LinkedHashMap<>();
  private final Map<String, Long> done = new LinkedHashMap<>();
  private final IdentityHashMap<SourceRecord, Long> numbers = new IdentityHashMap<>();
  private final TreeSet<Long> unacknowledged = new TreeSet<>();
  private long sent;
  private long acknowledged;
  private long stored;

  /** Takes a message; false when it is held already, then under its new receipt. */
  synchronized boolean hold(String id, String receipt) {
    return receipts.put(id, receipt) == null;
  }

  /** A record goes to Kafka. */
  synchronized void send(SourceRecord record) {
    sent++;
    numbers.put(record, sent);
    unacknowledged.add(sent);
  }

  /** All objects of a message were read: it waits for what was sent so far. */
  synchronized void done(String id) {
    done.put(id, sent);
  }

  /** Kafka has a record, or will never. */
  synchronized void acknowledge(SourceRecord record) {
    Long number = numbers.remove(record);
    if (number != null) {
      unacknowledged.remove(number);
    }
  }

  /**
   * Connect has stored offsets. Those may be of a moment before the call, so that records that were
   * acknowledged meanwhile wait for the next one.
   *
   * @param all whether offsets of all acknowledged records are stored, as by a worker that has them
   *     in one transaction
   */
  synchronized void commit(boolean all) {
    long now = unacknowledged.isEmpty() ? sent : unacknowledged.first() - 1;
    stored = all ? now : acknowledged;
    acknowledged = now;
  }

  /** Messages that may be deleted. */
  synchronized List<Held> deletable() {
    return held(true);
  }

  /** Messages that others must not get meanwhile. */
  synchronized List<Held> all() {
    return held(false);
  }

  private List<Held> held(boolean deletable) {
    List<Held> held = new ArrayList<>();
    receipts.forEach(
        (id, receipt) -> {
          if (!deletable || done.getOrDefault(id, Long.MAX_VALUE) <= stored) {
            held.add(new Held(id, receipt));
          }
        });
    return held;
  }

  /** A message is no longer in the queue, or no longer ours. */
  synchronized void release(String id) {
    receipts.remove(id);
    done.remove(id);
  }

  synchronized int size() {
    return receipts.size();
  }
}
