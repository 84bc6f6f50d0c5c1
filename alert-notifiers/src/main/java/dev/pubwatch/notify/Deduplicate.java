package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import java.time.Duration;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Lets each revision of an alert through once and in order: a revision that is not above the newest
 * one delivered is dropped.
 *
 * <p>The store holds one number an alert, the day it was last seen and its newest revision, and
 * forgets alerts after {@link #KEPT_DAYS} days of stream time.
 */
final class Deduplicate implements Processor<String, Alert, String, Alert> {
  /** An alert is closed within days; repeats later than a quarter would be a rewritten history. */
  static final int KEPT_DAYS = 90;

  private static final int REVISION_BITS = 24;
  private static final long DAY_MILLIS = 86_400_000L;

  private @Nullable ProcessorContext<String, Alert> context;
  private @Nullable KeyValueStore<String, Long> delivered;

  @Override
  public void init(ProcessorContext<String, Alert> context) {
    this.context = context;
    this.delivered = context.getStateStore(Names.DELIVERED_STORE);
    context.schedule(Duration.ofDays(1), PunctuationType.STREAM_TIME, this::forget);
  }

  @Override
  public void process(Record<String, Alert> record) {
    if (context == null || delivered == null) {
      throw new IllegalStateException("process before init");
    }
    Alert alert = record.value();
    if (alert == null) {
      return;
    }
    Long known = delivered.get(alert.getAlertId());
    if (known == null || alert.getRevision() > revision(known)) {
      delivered.put(alert.getAlertId(), pack(record.timestamp(), alert.getRevision()));
      context.forward(record.withKey(alert.getAlertId()));
    }
  }

  private void forget(long nowMillis) {
    if (delivered == null) {
      return;
    }
    try (KeyValueIterator<String, Long> all = delivered.all()) {
      while (all.hasNext()) {
        KeyValue<String, Long> entry = all.next();
        if (nowMillis / DAY_MILLIS - (entry.value >> REVISION_BITS) > KEPT_DAYS) {
          delivered.delete(entry.key);
        }
      }
    }
  }

  static long pack(long timeMillis, int revision) {
    long day = Math.max(0, timeMillis) / DAY_MILLIS;
    return day << REVISION_BITS | Math.min(revision, (1 << REVISION_BITS) - 1);
  }

  static int revision(long packed) {
    return (int) (packed & ((1 << REVISION_BITS) - 1));
  }
}
