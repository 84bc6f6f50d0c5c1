package dev.pubwatch.connect.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.connect.s3.HeldMessages.Held;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

final class HeldMessagesTest {
  private final HeldMessages held = new HeldMessages();
  private final SourceRecord first = record();
  private final SourceRecord second = record();

  /** Equal to each other, as records of two objects can be. */
  private static SourceRecord record() {
    return new SourceRecord(Map.of(), Map.of(), "t", null, null, null, null, "v");
  }

  @Test
  void waitsForAnOffsetThatIsStoredAfterTheAcknowledgement() {
    read("a", first);
    held.commit(false);
    held.acknowledge(first);
    held.commit(false);
    assertEquals(List.of(), deletable());
    held.commit(false);
    assertEquals(List.of("a"), deletable());
  }

  @Test
  void needsOneCommitWhereRecordsAndOffsetsAreOneTransaction() {
    read("a", first);
    held.acknowledge(first);
    held.commit(true);
    assertEquals(List.of("a"), deletable());
  }

  @Test
  void waitsForAllRecordsBefore() {
    read("a", first);
    read("b", second);
    held.acknowledge(second);
    held.commit(true);
    assertEquals(List.of(), deletable());
    held.acknowledge(first);
    held.commit(true);
    assertEquals(List.of("a", "b"), deletable());
  }

  @Test
  void doesNotWaitWhereNothingWasSent() {
    held.hold("a", "r");
    assertEquals(List.of(), deletable());
    held.done("a");
    assertEquals(List.of("a"), deletable());
  }

  @Test
  void aRepeatWaitsForWhatItRepeats() {
    read("a", first);
    held.hold("again", "r");
    held.done("again");
    assertEquals(List.of(), deletable());
  }

  @Test
  void keepsTheLatestReceipt() {
    assertTrue(held.hold("a", "r1"));
    assertFalse(held.hold("a", "r2"));
    assertEquals(List.of(new Held("a", "r2")), held.all());
    held.release("a");
    assertEquals(0, held.size());
  }

  private void read(String message, SourceRecord record) {
    held.hold(message, "r");
    held.send(record);
    held.done(message);
  }

  private List<String> deletable() {
    return held.deletable().stream().map(Held::id).toList();
  }
}
