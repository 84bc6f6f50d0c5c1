package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import java.time.Duration;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Lets each revision of an alert through once and in order: a revision that is not above the newest
 * one delivered is dropped and counted.
 *
 * <p>The store holds one number an alert, the day it was last seen and its newest revision, and
 * forgets alerts after {@link #KEPT_DAYS} days of stream time.
 */
final class Deduplicate extends ContextualProcessor<String, Alert, String, Alert> {
  /** An alert is closed within days; repeats later than a quarter would be a rewritten history. */
  static final int KEPT_DAYS = 90;

  private static final int REVISION_BITS = 24;
  private static final long DAY_MILLIS = 86_400_000L;

  private @Nullable Running running;

  /** What there is from {@code init} on. */
  private record Running(KeyValueStore<String, Long> delivered, Sensor repeats, Sensor tombstones) {
    static Running in(ProcessorContext<String, Alert> context) {
      return new Running(
          context.getStateStore(Names.DELIVERED_STORE),
          counter(context, Names.REPEATS),
          counter(context, Names.TOMBSTONES));
    }

    private static Sensor counter(ProcessorContext<String, Alert> context, String name) {
      return context
          .metrics()
          .addRateTotalSensor(
              Names.METRICS, context.taskId().toString(), name, Sensor.RecordingLevel.INFO);
    }
  }

  @Override
  public void init(ProcessorContext<String, Alert> context) {
    super.init(context);
    Running started = Running.in(context);
    running = started;
    context.schedule(
        Duration.ofDays(1), PunctuationType.STREAM_TIME, now -> forget(started.delivered(), now));
  }

  @Override
  public void process(Record<String, Alert> record) {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("process before init");
    }
    Alert alert = record.value();
    if (alert == null) {
      now.tombstones().record();
      return;
    }
    Long known = now.delivered().get(alert.getAlertId());
    if (known != null && alert.getRevision() <= revision(known)) {
      now.repeats().record();
      return;
    }
    now.delivered()
        .put(alert.getAlertId(), pack(context().currentStreamTimeMs(), alert.getRevision()));
    context().forward(record.withKey(alert.getAlertId()));
  }

  @Override
  public void close() {
    Running last = running;
    if (last != null) {
      context().metrics().removeSensor(last.repeats());
      context().metrics().removeSensor(last.tombstones());
    }
  }

  private static void forget(KeyValueStore<String, Long> delivered, long nowMillis) {
    try (KeyValueIterator<String, Long> all = delivered.all()) {
      while (all.hasNext()) {
        KeyValue<String, Long> entry = all.next();
        if (nowMillis / DAY_MILLIS - (entry.value >> REVISION_BITS) > KEPT_DAYS) {
          delivered.delete(entry.key);
        }
      }
    }
  }

  /** Day and revision in one number, so that the store needs no format of its own. */
  static long pack(long timeMillis, int revision) {
    long day = Math.max(0, timeMillis) / DAY_MILLIS;
    return day << REVISION_BITS | Math.min(revision, (1 << REVISION_BITS) - 1);
  }

  static int revision(long packed) {
    return (int) (packed & ((1 << REVISION_BITS) - 1));
  }
}
