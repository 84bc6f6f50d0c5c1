package dev.pubwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it on a real broker. Tests share the topics, so each has ids of its own. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NotifiersIT {
  @TempDir private static Path folder;
  private static TestBroker broker;
  private static TestRegistry registry;
  private static KafkaProducer<byte[], byte[]> producer;
  private static Serializer<Alert> serializer;

  private final Receiver receiver = new Receiver();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private Notifiers notifiers;

  /** What arrived, or was tried in vain. */
  private static final class Receiver implements IncidentChannel {
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    private volatile String failing = "";

    @Override
    public String name() {
      return "receiver";
    }

    @Override
    public @Nullable String deliver(Notice notice, @Nullable String reference)
        throws DeliveryException {
      Alert alert = notice.alert();
      if (alert.getAlertId().equals(failing)) {
        refused.add(alert.getAlertId());
        throw DeliveryException.passing("not now", null);
      }
      arrived.add(alert.getAlertId() + "." + alert.getRevision());
      return null;
    }
  }

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker(folder.resolve("kafka"));
    registry = new TestRegistry();
    Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(kafka)) {
      NewTopic alerts =
          new NewTopic(Topics.ALERTS, 1, (short) 1)
              .configs(Map.of("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)));
      admin.createTopics(List.of(alerts)).all().get();
    }
    producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    serializer = AvroSerdes.serializer(Map.of(AvroConfig.REGISTRY_URL, registry.url()));
  }

  @AfterAll
  static void stopBroker() {
    producer.close();
    registry.close();
    broker.close();
  }

  @BeforeEach
  void start() throws Exception {
    NotifierConfig config =
        new NotifierConfig(
            broker.bootstrapServers(), registry.url(), folder.resolve("state"), null, null);
    notifiers = Notifiers.start(config, List.of(receiver), failures::add);
    assertTrue(notifiers.isRunning());
  }

  @AfterEach
  void stop() {
    notifiers.close();
    assertTrue(failures.isEmpty(), failures.toString());
  }

  private static void send(String id, int revision, Instant time) throws Exception {
    byte[] value = serializer.serialize(Topics.ALERTS, Alerts.alert(id, revision));
    producer
        .send(
            new ProducerRecord<>(Topics.ALERTS, 0, time.toEpochMilli(), id.getBytes(UTF_8), value))
        .get();
  }

  private static void send(String id, int revision) throws Exception {
    send(id, revision, Instant.now());
  }

  private void assertArrives(String what) throws InterruptedException {
    assertEquals(what, receiver.arrived.poll(60, TimeUnit.SECONDS));
  }

  @Test
  void eachRevisionArrivesOnceOverRestarts() throws Exception {
    send("a", 1);
    send("a", 1);
    send("a", 2);
    assertArrives("a.1");
    assertArrives("a.2");
    notifiers.close();
    start();
    send("a", 2);
    send("a", 3);
    assertArrives("a.3");
    assertTrue(receiver.arrived.isEmpty());
  }

  @Test
  void anAlertThatFailsIsTheOnlyOneThatComesAgain() throws Exception {
    receiver.failing = "b-fails";
    send("b-fails", 1);
    send("b-1", 1);
    send("b-2", 1);
    assertArrives("b-1.1");
    assertArrives("b-2.1");
    assertNotNull(receiver.refused.poll(60, TimeUnit.SECONDS));
    notifiers.close();
    receiver.failing = "";
    start();
    assertArrives("b-fails.1");
    send("b-3", 1);
    assertArrives("b-3.1");
  }

  /** Kafka by itself refuses records of more than an hour ahead, and deletes those of last year. */
  @Test
  void aSourcesClockMayBeWrong() throws Exception {
    send("c-ahead", 1, Instant.now().plus(Duration.ofHours(20)));
    assertArrives("c-ahead.1");
    send("c-old", 1, Instant.parse("2012-01-01T00:00:00Z"));
    assertArrives("c-old.1");
  }

  @Test
  void whatIsNoAlertIsKeptAndPassedOver() throws Exception {
    byte[] junk = {0, 0, 0, 7, 7, 1, 2, 3};
    producer.send(new ProducerRecord<>(Topics.ALERTS, 0, null, junk)).get();
    assertEquals(List.of(junk.length), firstUnreadableLengths());
    send("d", 1);
    assertArrives("d.1");
  }

  private static List<Integer> firstUnreadableLengths() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition topic = new TopicPartition(Names.UNREADABLE, 0);
      consumer.assign(List.of(topic));
      consumer.seekToBeginning(List.of(topic));
      for (int i = 0; i < 60; i++) {
        List<ConsumerRecord<byte[], byte[]>> records =
            consumer.poll(Duration.ofSeconds(1)).records(topic);
        if (!records.isEmpty()) {
          return records.stream().map(record -> record.value().length).toList();
        }
      }
      return List.of();
    }
  }
}
