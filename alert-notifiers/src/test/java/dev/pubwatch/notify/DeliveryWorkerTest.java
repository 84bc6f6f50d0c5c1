package dev.pubwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What becomes of each notice. */
class DeliveryWorkerTest extends DeliveryWorkerRun {
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
