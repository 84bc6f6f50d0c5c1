package dev.pubwatch.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import dev.pubwatch.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class AlertFeedTest {
  private static final TopicPartition ONLY = new TopicPartition(Topics.ALERTS, 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final NewestAlerts alerts = new NewestAlerts(10);
  private final FeedStatus status = new FeedStatus();
  private final AtomicInteger outages = new AtomicInteger();

  @Test
  void readsFromTheStartAndPassesOverWhatIsNoAlert() throws Exception {
    topic(0, 3);
    add(0, "junk");
    add(1, "pw-1");
    try (AlertFeed feed = feed()) {
      feed.start();
      await(() -> alerts.find("pw-1") != null && status.fault() == null);
      assertEquals(1, status.unreadable());
      assertNull(status.fault());
    }
    assertTrue(consumer.closed());
  }

  @Test
  void beginsNearTheEndOfALongTopic() throws Exception {
    topic(0, AlertFeed.MAX_BACKLOG + 50);
    add(49, "pw-49");
    add(50, "pw-50");
    try (AlertFeed feed = feed()) {
      feed.start();
      await(() -> alerts.find("pw-50") != null);
      assertNull(alerts.find("pw-49"));
    }
  }

  @Test
  void aRegistryThatIsAwayLosesNoAlert() throws Exception {
    topic(0, 1);
    add(0, "pw-1");
    outages.set(1);
    try (AlertFeed feed = feed()) {
      feed.start();
      await(() -> alerts.find("pw-1") != null);
      assertEquals(0, status.unreadable());
    }
  }

  @Test
  void waitsForATopicThatIsNotThereYet() throws Exception {
    try (AlertFeed feed = feed()) {
      feed.start();
      await(() -> String.valueOf(status.fault()).contains("does not exist yet"));
    }
    assertTrue(consumer.closed());
  }

  @Test
  void saysWhenKafkaIsAway() throws Exception {
    topic(0, 1);
    consumer.setOffsetsException(new TimeoutException("no broker answered"));
    try (AlertFeed feed = feed()) {
      feed.start();
      await(() -> String.valueOf(status.fault()).contains("no broker answered"));
    }
  }

  @Test
  void configurationCannotJoinAGroupOrReadUncommitted() {
    Map<String, Object> config =
        AlertFeed.consumerConfig(
            Map.of("group.id", "g", "isolation.level", "read_uncommitted", "fetch.max.bytes", 7));
    assertFalse(config.containsKey("group.id"));
    assertEquals("read_committed", config.get("isolation.level"));
    assertEquals(false, config.get("enable.auto.commit"));
    assertEquals(7, config.get("fetch.max.bytes"));
  }

  private AlertFeed feed() {
    return new AlertFeed(consumer, new Ids(), alerts, status);
  }

  private void topic(long begin, long end) {
    Node node = new Node(0, "broker", 9092);
    Node[] nodes = {node};
    consumer.updatePartitions(
        Topics.ALERTS, List.of(new PartitionInfo(Topics.ALERTS, 0, node, nodes, nodes)));
    consumer.updateBeginningOffsets(Map.of(ONLY, begin));
    consumer.updateEndOffsets(Map.of(ONLY, end));
  }

  private void add(long offset, String id) {
    byte[] value = id.getBytes(StandardCharsets.UTF_8);
    consumer.schedulePollTask(
        () -> consumer.addRecord(new ConsumerRecord<>(Topics.ALERTS, 0, offset, null, value)));
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    for (int i = 0; i < 1000 && !done.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertTrue(done.getAsBoolean(), "still not after 10 s");
  }

  /** The bytes are the id, unless they are junk. */
  private final class Ids implements Deserializer<Alert> {
    @Override
    public Alert deserialize(String topic, byte[] data) {
      String id = new String(data, StandardCharsets.UTF_8);
      if (outages.getAndDecrement() > 0) {
        throw new TimeoutException("registry is away");
      }
      if (id.equals("junk")) {
        throw new SerializationException("no alert");
      }
      return Samples.alert(id, 1, Severity.low, Samples.T0);
    }
  }
}
