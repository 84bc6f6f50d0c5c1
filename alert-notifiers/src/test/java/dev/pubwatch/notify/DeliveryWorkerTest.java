package dev.pubwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import java.nio.ByteBuffer;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Step by step, with a clock that is set by hand. */
class DeliveryWorkerTest {
  private static final TopicPartition OUTBOX = new TopicPartition(Names.OUTBOX, 0);

  private final Receiver receiver = new Receiver();
  private final MockConsumer<String, Alert> outbox = new MockConsumer<>("earliest");
  private final MockProducer<String, Alert> deadLetters =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new StringSerializer(), (topic, alert) -> new byte[1]);
  private final List<Throwable> failures = new ArrayList<>();
  private long nowNanos = Long.MAX_VALUE - 1_000; // the clock may overflow while a worker runs
  private DeliveryWorker worker = started();
  private long next;

  /** Notes what came, and fails where it is told to. */
  private static final class Receiver implements Channel {
    private final List<String> delivered = new ArrayList<>();
    private final Map<String, Exception> failing = new HashMap<>();
    private int tries;

    @Override
    public String name() {
      return "receiver";
    }

    @Override
    public void deliver(Alert alert) throws DeliveryException {
      tries++;
      String id = alert.getAlertId();
      Exception fault = failing.containsKey(id) ? failing.get(id) : failing.get("*");
      if (fault instanceof DeliveryException e) {
        throw e;
      }
      if (fault instanceof RuntimeException e) {
        throw e;
      }
      delivered.add(id + "." + alert.getRevision());
    }
  }

  private DeliveryWorker started() {
    DeliveryWorker started =
        new DeliveryWorker(receiver, outbox, deadLetters, failures::add, () -> nowNanos);
    started.subscribe();
    outbox.updateBeginningOffsets(Map.of(OUTBOX, 0L));
    outbox.rebalance(List.of(OUTBOX));
    return started;
  }

  private void alert(String id, int revision) {
    record(id, Alerts.alert(id, revision));
  }

  private void record(String id, @Nullable Alert alert) {
    outbox.addRecord(new ConsumerRecord<>(Names.OUTBOX, 0, next++, id, alert));
  }

  private void steps(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      worker.step();
    }
  }

  /** Enough steps for every wait to be over. */
  private void passes(Duration time) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      nowNanos += time.toNanos() / 200;
      worker.step();
    }
  }

  private @Nullable OffsetAndMetadata committed() {
    return outbox.committed(Set.of(OUTBOX)).get(OUTBOX);
  }

  @Test
  void deliversInOrderAndCommits() throws Exception {
    alert("a", 1);
    alert("b", 1);
    alert("a", 2);
    steps(3);
    assertEquals(List.of("a.1", "b.1", "a.2"), receiver.delivered);
    assertEquals(new OffsetAndMetadata(3), committed());
    assertEquals(new ChannelStatus("receiver", 3, 0, 0, 0, 0), worker.status());
  }

  @Test
  void anAlertThatFailsHoldsUpItsOwnRevisionsOnly() throws Exception {
    receiver.failing.put("a", DeliveryException.passing("500", null));
    alert("a", 1);
    alert("b", 1);
    alert("a", 2);
    alert("c", 1);
    passes(Duration.ofMinutes(1));
    assertEquals(List.of("b.1", "c.1"), receiver.delivered);
    assertEquals(2, worker.status().waiting());
    receiver.failing.clear();
    passes(Duration.ofMinutes(30));
    assertEquals(List.of("b.1", "c.1", "a.1", "a.2"), receiver.delivered);
    assertEquals(new OffsetAndMetadata(4), committed());
  }

  @Test
  void aRestartBringsOnlyWhatDidNotArrive() throws Exception {
    receiver.failing.put("a", DeliveryException.passing("500", null));
    alert("a", 1);
    alert("b", 1);
    passes(Duration.ofMinutes(1));
    OffsetAndMetadata left = committed();
    assertNotNull(left);
    assertEquals(0, left.offset());

    outbox.rebalance(List.of());
    outbox.rebalance(List.of(OUTBOX));
    receiver.failing.clear();
    next = 0;
    alert("a", 1);
    alert("b", 1);
    passes(Duration.ofMinutes(1));
    assertEquals(List.of("b.1", "a.1"), receiver.delivered);
  }

  @Test
  void nothingIsLostWhenPartitionsLeaveDuringAWait() throws Exception {
    receiver.failing.put("*", DeliveryException.passing("503", Duration.ofMinutes(5)));
    alert("a", 1);
    alert("b", 1);
    steps(5);
    assertEquals(2, worker.status().waiting());
    outbox.rebalance(List.of());
    steps(1);
    assertEquals(0, worker.status().waiting());

    outbox.rebalance(List.of(OUTBOX));
    receiver.failing.clear();
    next = 0;
    alert("a", 1);
    alert("b", 1);
    passes(Duration.ofMinutes(10));
    assertEquals(List.of("a.1", "b.1"), receiver.delivered);
  }

  @Test
  void aReceiverThatIsDownIsAskedRarely() throws Exception {
    receiver.failing.put("*", DeliveryException.passing("refused", null));
    for (int i = 0; i < 50; i++) {
      alert("alert-" + i, 1);
    }
    passes(Duration.ofMinutes(10));
    assertTrue(receiver.tries < 60, receiver.tries + " tries");
    receiver.failing.clear();
    passes(Duration.ofMinutes(30));
    assertEquals(50, receiver.delivered.size());
  }

  @Test
  void noTryBeforeTheReceiversOwnTime() throws Exception {
    receiver.failing.put("*", DeliveryException.passing("429", Duration.ofHours(1)));
    alert("a", 1);
    alert("b", 1);
    passes(Duration.ofMinutes(59));
    assertEquals(1, receiver.tries);
    receiver.failing.clear();
    passes(Duration.ofMinutes(2));
    assertEquals(2, receiver.delivered.size());
  }

  @Test
  void whatIsRefusedForGoodBecomesADeadLetter() throws Exception {
    receiver.failing.put("a", DeliveryException.permanent("410"));
    alert("a", 1);
    alert("b", 1);
    steps(2);
    ProducerRecord<String, Alert> letter = deadLetters.history().get(0);
    assertEquals(Names.DEAD_LETTERS, letter.topic());
    assertEquals("410", new String(letter.headers().lastHeader("reason").value(), UTF_8));
    assertEquals(List.of("b.1"), receiver.delivered);
    assertEquals(1, worker.status().deadLetters());
  }

  @Test
  void afterThreeDaysAnAlertIsGivenUp() throws Exception {
    receiver.failing.put("*", DeliveryException.passing("500", null));
    alert("a", 1);
    passes(Duration.ofDays(2));
    assertEquals(0, deadLetters.history().size());
    passes(Duration.ofDays(2));
    assertEquals(1, deadLetters.history().size());
    assertEquals(new OffsetAndMetadata(1), committed());
  }

  @Test
  void aFaultInAChannelCostsOneAlert() throws Exception {
    receiver.failing.put("a", new IllegalStateException("a bug"));
    alert("a", 1);
    alert("b", 1);
    steps(2);
    assertEquals(List.of("b.1"), receiver.delivered);
    assertEquals(1, deadLetters.history().size());
  }

  @Test
  void anUnreadableRecordIsPassedOver() throws Exception {
    alert("a", 1);
    steps(1);
    outbox.setPollException(unreadable(new SerializationException("no alert")));
    steps(1);
    next = 2;
    alert("b", 1);
    steps(1);
    assertEquals(List.of("a.1", "b.1"), receiver.delivered);
    assertEquals(1, worker.status().unreadable());
  }

  @Test
  void aRegistryThatIsAwayIsNoReasonToPassOver() throws Exception {
    outbox.setPollException(
        unreadable(new org.apache.kafka.common.errors.TimeoutException("registry")));
    steps(1);
    alert("a", 1);
    steps(1);
    assertEquals(List.of("a.1"), receiver.delivered);
    assertEquals(0, worker.status().unreadable());
  }

  private RecordDeserializationException unreadable(Exception cause) {
    return new RecordDeserializationException(
        DeserializationExceptionOrigin.VALUE,
        OUTBOX,
        next,
        0,
        TimestampType.LOG_APPEND_TIME,
        ByteBuffer.allocate(0),
        ByteBuffer.allocate(0),
        new RecordHeaders(),
        "unreadable",
        cause);
  }

  @Test
  void theWindowIsBounded() throws Exception {
    receiver.failing.put("*", DeliveryException.passing("down", null));
    for (int i = 0; i < 3 * Window.CAPACITY; i++) {
      if (i % 50 == 0) {
        steps(1);
      }
      alert("alert-" + i, 1);
    }
    steps(10);
    assertTrue(worker.status().waiting() <= Window.CAPACITY + 50);
    receiver.failing.clear();
    for (int i = 0; i < 20; i++) {
      passes(Duration.ofMinutes(5));
    }
    assertEquals(3 * Window.CAPACITY, receiver.delivered.size());
  }
}
