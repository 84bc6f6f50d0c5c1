package dev.pubwatch.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

/** Receivers and brokers that are away. */
class DeliveryOutageTest extends DeliveryWorkerRun {
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
}
