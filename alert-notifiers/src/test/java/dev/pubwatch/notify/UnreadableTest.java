package dev.pubwatch.notify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class UnreadableTest {
  @Test
  void bytesThatAreNoAlertAreTheRecordsFault() {
    assertTrue(
        Unreadable.isTheRecord(new SerializationException("x", new IllegalArgumentException())));
  }

  @Test
  void aRegistryThatIsAwayIsNot() {
    Exception away = new SerializationException("x", new TimeoutException("registry"));
    assertFalse(Unreadable.isTheRecord(away));
    assertTrue(Unreadable.mayPass(away));
  }

  @Test
  void beingStoppedIsNot() {
    Exception stopped = new SerializationException("x", new InterruptException("stop"));
    Thread.interrupted(); // Kafka's exception sets the flag
    assertFalse(Unreadable.isTheRecord(stopped));
    assertFalse(Unreadable.mayPass(stopped));
  }
}
