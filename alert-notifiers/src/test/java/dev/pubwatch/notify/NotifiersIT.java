package dev.pubwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.incident.IncidentTopics;
import dev.pubwatch.notify.incident.IncidentView;
import dev.pubwatch.notify.incident.Intake;
import dev.pubwatch.notify.incident.Status;
import dev.pubwatch.notify.route.Routing;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private static final Routing EACH =
      TestTopology.routing(
          "routes.all.channels=receiver", "routes.all.each=true", "routes.all.urgent=info");

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
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile String failing = "";
    private volatile boolean down;

    @Override
    public String name() {
      return "receiver";
    }

    @Override
    public @Nullable String deliver(Notice notice, @Nullable String reference)
        throws DeliveryException {
      Alert alert = notice.alert();
      if (down || alert.getAlertId().equals(failing)) {
        refused.add(alert.getAlertId());
        throw DeliveryException.passing("not now", null);
      }
      keys.add(notice.incidentId() + "." + notice.revision());
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
      NewTopic verdicts = new NewTopic(Topics.VERDICTS, 3, (short) 1);
      admin.createTopics(List.of(alerts, verdicts)).all().get();
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
    start(EACH);
  }

  private void start(Routing routing) throws Exception {
    NotifierConfig config =
        new NotifierConfig(
            broker.bootstrapServers(),
            registry.url(),
            folder.resolve("state"),
            null,
            null,
            routing,
            Map.of(),
            Map.of("receiver", Rate.UNLIMITED));
    notifiers = Notifiers.start(config, List.of(receiver), failures::add);
    assertTrue(notifiers.isRunning());
  }

  @AfterEach
  void stop() {
    notifiers.close();
    assertTrue(failures.isEmpty(), failures.toString());
  }

  private static void send(String id, int revision, Instant time) throws Exception {
    send(Alerts.alert(id, revision, "project-of-" + id), time);
  }

  private static void send(Alert alert, Instant time) throws Exception {
    String id = alert.getAlertId();
    byte[] value = serializer.serialize(Topics.ALERTS, alert);
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

  /** Down, restarted while it is down, and there again: in order, and none twice. */
  @Test
  void whatCameWhileAChannelWasDownArrivesAfter() throws Exception {
    receiver.down = true;
    for (int i = 0; i < 60; i++) {
      send(Alerts.alert("e-" + i, 1, "e-project-" + i % 6), Instant.now());
      if (i == 30) {
        notifiers.close();
        start();
      }
    }
    receiver.down = false;
    Map<String, Integer> newest = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      String alert = receiver.arrived.poll(60, TimeUnit.SECONDS);
      assertNotNull(alert, i + " arrived");
      int number = Integer.parseInt(alert.substring(2, alert.indexOf('.')));
      Integer before = newest.put("e-project-" + number % 6, number);
      assertTrue(before == null || before < number, receiver.arrived.toString());
    }
    assertEquals(Set.copyOf(receiver.keys).size(), receiver.keys.size());
  }

  /** State is restored from the changelog: a page stays the one page. */
  @Test
  void anIncidentOutlivesARestartWithoutItsFiles() throws Exception {
    notifiers.close();
    start(TestTopology.routing("routes.all.channels=receiver", "routes.all.update-after=1s"));
    send(Alerts.alert("f-1", 1, "f"), Instant.now());
    assertArrives("f-1.1");
    notifiers.close();
    start(TestTopology.routing("routes.all.channels=receiver", "routes.all.update-after=1s"));
    send(Alerts.alert("f-2", 1, "f"), Instant.now());
    assertArrives("f-1.1");
    assertEquals(
        List.of(1, 2),
        receiver.keys.stream()
            .map(key -> Integer.parseInt(key.substring(key.indexOf('.') + 1)))
            .toList());
    IncidentTopics topics = new IncidentTopics(broker.bootstrapServers());
    String id = receiver.keys.get(0).substring(0, receiver.keys.get(0).indexOf('.'));
    topics.say(new Intake.Order(Intake.Verb.ACKNOWLEDGE, id, "by a test"));
    assertArrives("f-1.1");
    IncidentView seen =
        topics.read().stream().filter(view -> view.id().equals(id)).findFirst().orElseThrow();
    assertEquals(Status.ACKNOWLEDGED, seen.status());
    assertEquals(2, seen.alerts());
  }

  /** From the alerts topic to the channel's call; told, not asserted. */
  @Test
  void howLongItTakes() throws Exception {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long before = System.nanoTime();
      send("g-" + i, 1);
      assertArrives("g-" + i + ".1");
      millis.add((System.nanoTime() - before) / 1_000_000);
    }
    millis.sort(null);
    System.out.printf(
        "alert to call: median %d ms, longest %d ms%n", millis.get(20), millis.get(39));
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
