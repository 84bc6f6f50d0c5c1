package dev.pubwatch.connect.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what became of messages and their objects, and tells the log now and then. */
final class QueueCounts {
  private static final Logger log = LoggerFactory.getLogger(QueueCounts.class);
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  /** What became of a message or of an object that it names. */
  enum Fate {
    /** Objects that were read to their end. */
    READ,
    /** Objects that were read before. */
    REPEATED,
    /** Objects that were removed or replaced before they were read. */
    GONE,
    /** Objects of a bucket that is not the configured one. */
    OTHER_BUCKET,
    /** Objects outside the prefixes, and those that hold no records. */
    OTHER_KEY,
    /** Events that are not of an object that was written; tests. */
    OTHER_EVENT,
    /** Messages that have none of the known forms. */
    MALFORMED,
    /** Messages that were deleted. */
    DELETED
  }

  private final String name;
  private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);
  private Instant next;
  private boolean changed;

  QueueCounts(String name, Instant now) {
    this.name = name;
    this.next = now.plus(INTERVAL);
  }

  void add(Fate fate, long count) {
    if (count > 0) {
      counts.merge(fate, count, Long::sum);
      changed = true;
    }
  }

  long of(Fate fate) {
    return counts.getOrDefault(fate, 0L);
  }

  /** Tells the log when it is time and something was counted. */
  void tell(Instant now) {
    if (!next.isAfter(now)) {
      next = now.plus(INTERVAL);
      tell();
    }
  }

  /** Tells the log what was counted since the start. */
  void tell() {
    if (changed) {
      log.info("{} since the start: {}", name, counts.toString().toLowerCase(Locale.ROOT));
      changed = false;
    }
  }
}
