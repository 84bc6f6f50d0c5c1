package dev.pubwatch.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A worker that is taken step by step, with a clock that is set by hand. */
abstract class DeliveryWorkerRun {
  static final TopicPartition OUTBOX = new TopicPartition(Names.OUTBOX, 0);

  final Receiver receiver = new Receiver();
  final MockConsumer<String, Outgoing> outbox = new MockConsumer<>("earliest");
  final MockProducer<String, Outgoing> deadLetters =
      new MockProducer<>(
          true,
          new RoundRobinPartitioner(),
          new StringSerializer(),
          (topic, notice) -> new byte[1]);
  final Map<String, References.Last> kept = new HashMap<>();
  final List<Throwable> failures = new ArrayList<>();
  private long nowNanos = Long.MAX_VALUE - 1_000; // the clock may overflow while a worker runs
  DeliveryWorker worker = started();
  long next;
  boolean brokerIsDown;

  /** Notes what came, and fails where it is told to. */
  static final class Receiver implements IncidentChannel {
    final List<String> delivered = new ArrayList<>();
    final Map<String, Exception> failing = new HashMap<>();
    final List<String> references = new ArrayList<>();
    int tries;

    @Override
    public String name() {
      return "receiver";
    }

    @Override
    public @Nullable String deliver(Notice notice, @Nullable String reference)
        throws DeliveryException {
      tries++;
      String id = notice.incidentId();
      Exception fault = failing.containsKey(id) ? failing.get(id) : failing.get("*");
      if (fault instanceof DeliveryException e) {
        throw e;
      }
      if (fault instanceof RuntimeException e) {
        throw e;
      }
      delivered.add(id + "." + notice.revision());
      references.add(String.valueOf(reference));
      return "message-of-" + id;
    }
  }

  /** Kept over restarts of the worker. */
  private final class Kept implements References {
    @Override
    public void load() {
      if (brokerIsDown) {
        throw new org.apache.kafka.common.errors.TimeoutException("no broker");
      }
    }

    @Override
    public @Nullable Last last(String incidentId) {
      return kept.get(incidentId);
    }

    @Override
    public void delivered(String incidentId, Last last) {
      if (brokerIsDown) {
        throw new org.apache.kafka.common.errors.TimeoutException("no broker");
      }
      kept.put(incidentId, last);
    }
  }

  private DeliveryWorker started() {
    return started(Rate.UNLIMITED);
  }

  final DeliveryWorker started(Rate rate) {
    DeliveryWorker started =
        new DeliveryWorker(
            receiver, outbox, deadLetters, new Kept(), rate, failures::add, () -> nowNanos);
    started.subscribe();
    outbox.updateBeginningOffsets(Map.of(OUTBOX, 0L));
    outbox.rebalance(List.of(OUTBOX));
    return started;
  }

  final void alert(String id, int revision) {
    notice(id, revision, Notice.Phase.OPENED, "receiver");
  }

  final void notice(String id, int revision, Notice.Phase phase, String channel) {
    Notice notice = Notices.of(id, revision, phase);
    boolean mergeable = phase == Notice.Phase.UPDATED;
    Outgoing outgoing = new Outgoing(notice, Map.of(channel, "route"), mergeable);
    outbox.addRecord(new ConsumerRecord<>(Names.OUTBOX, 0, next++, id, outgoing));
  }

  final void steps(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      worker.step();
    }
  }

  /** Enough steps for every wait to be over. */
  final void passes(Duration time) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      nowNanos += time.toNanos() / 200;
      worker.step();
    }
  }

  final @Nullable OffsetAndMetadata committed() {
    return outbox.committed(Set.of(OUTBOX)).get(OUTBOX);
  }
}
