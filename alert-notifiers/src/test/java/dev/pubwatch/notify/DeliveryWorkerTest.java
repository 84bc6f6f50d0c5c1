package dev.pubwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
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
  private final MockConsumer<String, Outgoing> outbox = new MockConsumer<>("earliest");
  private final MockProducer<String, Outgoing> deadLetters =
      new MockProducer<>(
          true,
          new RoundRobinPartitioner(),
          new StringSerializer(),
          (topic, notice) -> new byte[1]);
  private final Map<String, References.Last> kept = new HashMap<>();
  private final List<Throwable> failures = new ArrayList<>();
  private long nowNanos = Long.MAX_VALUE - 1_000; // the clock may overflow while a worker runs
  private DeliveryWorker worker = started();
  private long next;
  private boolean brokerIsDown;

  /** Notes what came, and fails where it is told to. */
  private static final class Receiver implements IncidentChannel {
    private final List<String> delivered = new ArrayList<>();
    private final Map<String, Exception> failing = new HashMap<>();
    private final List<String> references = new ArrayList<>();
    private int tries;

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

  private DeliveryWorker started(Rate rate) {
    DeliveryWorker started =
        new DeliveryWorker(
            receiver, outbox, deadLetters, new Kept(), rate, failures::add, () -> nowNanos);
    started.subscribe();
    outbox.updateBeginningOffsets(Map.of(OUTBOX, 0L));
    outbox.rebalance(List.of(OUTBOX));
    return started;
  }

  private void alert(String id, int revision) {
    notice(id, revision, Notice.Phase.OPENED, "receiver");
  }

  private void notice(String id, int revision, Notice.Phase phase, String channel) {
    Notice notice = Notices.of(id, revision, phase);
    boolean mergeable = phase == Notice.Phase.UPDATED;
    Outgoing outgoing = new Outgoing(notice, Map.of(channel, "route"), mergeable);
    outbox.addRecord(new ConsumerRecord<>(Names.OUTBOX, 0, next++, id, outgoing));
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
    ProducerRecord<String, Outgoing> letter = deadLetters.history().get(0);
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

  @Test
  void whatIsForOthersIsPassedOver() throws Exception {
    notice("a", 1, Notice.Phase.OPENED, "another");
    alert("b", 1);
    steps(2);
    assertEquals(List.of("b.1"), receiver.delivered);
    assertEquals(new OffsetAndMetadata(2), committed());
  }

  /** One page, one updated message, and neither the page nor the end is lost. */
  @Test
  void waitingUpdatesAreOne() throws Exception {
    receiver.failing.put("*", DeliveryException.passing("down", null));
    notice("a", 1, Notice.Phase.OPENED, "receiver");
    for (int revision = 2; revision <= 1_000; revision++) {
      notice("a", revision, Notice.Phase.UPDATED, "receiver");
    }
    notice("a", 1_001, Notice.Phase.RESOLVED, "receiver");
    notice("b", 1, Notice.Phase.OPENED, "receiver");
    passes(Duration.ofHours(1));
    assertEquals(4, worker.status().waiting());
    receiver.failing.clear();
    passes(Duration.ofHours(1));
    List<String> ofA = receiver.delivered.stream().filter(id -> id.startsWith("a")).toList();
    assertEquals(List.of("a.1", "a.1000", "a.1001"), ofA);
    assertEquals(new OffsetAndMetadata(1_002), committed());
  }

  /** The newest has waited for no three days, whatever it replaces has. */
  @Test
  void anUpdateThatReplacesAnotherHasItsOwnThreeDays() throws Exception {
    receiver.failing.put("*", DeliveryException.passing("down", null));
    notice("a", 1, Notice.Phase.UPDATED, "receiver");
    passes(Duration.ofDays(2));
    notice("a", 2, Notice.Phase.UPDATED, "receiver");
    passes(Duration.ofDays(2));
    assertEquals(0, deadLetters.history().size());
    passes(Duration.ofDays(2));
    assertEquals(1, deadLetters.history().size());
  }

  @Test
  void anUpdateIsGivenWhatTheReceiverCallsItsMessage() throws Exception {
    alert("a", 1);
    notice("a", 2, Notice.Phase.RESOLVED, "receiver");
    steps(2);
    assertEquals(List.of("null", "message-of-a"), receiver.references);
  }

  /** A crash between delivery and commit. */
  @Test
  void whatArrivedIsNotToldAgain() throws Exception {
    kept.put("a", new References.Last(2, "message-of-a"));
    alert("a", 1);
    alert("a", 2);
    alert("a", 3);
    steps(3);
    assertEquals(List.of("a.3"), receiver.delivered);
    assertEquals(List.of("message-of-a"), receiver.references);
  }

  /** The receiver has it: it is noted later, and told once. */
  @Test
  void aBrokerThatIsAwayForHoursEndsNothing() throws Exception {
    brokerIsDown = true;
    alert("a", 1);
    alert("b", 1);
    passes(Duration.ofHours(5));
    assertEquals(List.of("a.1"), receiver.delivered);
    assertEquals(Map.of(), kept);
    brokerIsDown = false;
    alert("a", 2);
    passes(Duration.ofMinutes(5));
    assertEquals(List.of("a.1", "b.1", "a.2"), receiver.delivered);
    assertEquals(2, Objects.requireNonNull(kept.get("a")).revision());
    assertEquals(new OffsetAndMetadata(3), committed());
    assertEquals(List.of(), failures);
  }

  /** A broker that comes back gives the partition anew, and is away again. */
  @Test
  void nothingIsTakenBeforeWhatWasDoneIsKnown() throws Exception {
    kept.put("a", new References.Last(1, "message-of-a"));
    brokerIsDown = true;
    outbox.rebalance(List.of());
    outbox.rebalance(List.of(OUTBOX));
    alert("a", 1);
    alert("b", 1);
    passes(Duration.ofHours(5));
    assertEquals(List.of(), receiver.delivered);
    brokerIsDown = false;
    passes(Duration.ofMinutes(5));
    assertEquals(List.of("b.1"), receiver.delivered);
    assertEquals(new OffsetAndMetadata(2), committed());
  }

  @Test
  void aDeadLetterWaitsForTheBroker() throws Exception {
    receiver.failing.put("a", DeliveryException.permanent("410"));
    deadLetters.sendException = new org.apache.kafka.common.errors.TimeoutException("no broker");
    alert("a", 1);
    passes(Duration.ofHours(1));
    assertEquals(0, worker.status().deadLetters());
    assertEquals(null, committed());
    deadLetters.sendException = null;
    passes(Duration.ofMinutes(5));
    assertEquals(1, worker.status().deadLetters());
    assertEquals(new OffsetAndMetadata(1), committed());
  }

  /** All that came in an hour is told after it, an incident's in order, each once. */
  @Test
  void anHourWithoutAReceiver() throws Exception {
    receiver.failing.put("*", DeliveryException.passing("refused", null));
    Random random = new Random(7);
    Map<String, Integer> newest = new TreeMap<>();
    List<String> expected = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      for (int i = 0; i < 3; i++) {
        String id = "a" + random.nextInt(20);
        int revision = newest.merge(id, 1, Integer::sum);
        alert(id, revision);
        expected.add(id + "." + revision);
      }
      passes(Duration.ofMinutes(1));
    }
    assertEquals(List.of(), receiver.delivered);
    assertEquals(0, deadLetters.history().size());
    receiver.failing.clear();
    passes(Duration.ofMinutes(30));
    for (String id : newest.keySet()) {
      assertEquals(of(id, expected), of(id, receiver.delivered));
    }
    assertEquals(expected.size(), receiver.delivered.size());
    assertEquals(new OffsetAndMetadata(expected.size()), committed());
  }

  private static List<String> of(String id, List<String> keys) {
    return keys.stream().filter(key -> key.startsWith(id + ".")).toList();
  }

  @Test
  void noMoreThanTheRateAllows() throws Exception {
    worker = started(new Rate(1, 5));
    for (int i = 0; i < 20; i++) {
      alert("a" + i, 1);
    }
    steps(20);
    assertEquals(5, receiver.delivered.size());
    passes(Duration.ofSeconds(10));
    assertEquals(15, receiver.delivered.size());
  }
}
