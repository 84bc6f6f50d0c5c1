package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pubwatch.cli.registry.SchemaRegistryServer;
import dev.pubwatch.cli.stack.demo.Scenario;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.job.live.JobHandle;
import dev.pubwatch.job.live.LiveJob;
import dev.pubwatch.job.live.LiveOptions;
import dev.pubwatch.schemas.RegistryAvroSerializer;
import dev.pubwatch.schemas.SubjectSetup;
import dev.pubwatch.schemas.Topics;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The live job against a broker in a container that is killed in the middle of the run. One topic
 * is fed: how several come back from an outage relative to each other is not for the job to say.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class KafkaKillIT {
  private static final String IMAGE =
      Objects.requireNonNullElse(System.getenv("PUBWATCH_TEST_KAFKA_IMAGE"), "apache/kafka:4.2.2");
  private static final int KAFKA_PORT = 9092;
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);
  private static final long OUTAGE_MILLIS = 3_000; // the job and the producer get to feel it
  private static final long SEED = 13;

  @TempDir private Path temp = Path.of("");

  @BeforeEach
  void needsDocker() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker here (DOCKER_HOST, or /var/run/docker.sock): a broker cannot be killed");
  }

  @Test
  void aKilledBrokerCostsNoEventAndRepeatsNoAlert() throws Exception {
    List<SpecificRecord> events =
        Scenario.generate(SEED).events().stream().filter(e -> e instanceof PublishEvent).toList();
    try (KafkaContainer kafka = broker()) {
      kafka.start();
      String bootstrap = kafka.getBootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
        StackTopics.create(admin);
      }
      try (SchemaRegistryServer registry = SchemaRegistryServer.start(bootstrap, 0)) {
        SubjectSetup.register(registry.url());
        run(kafka, registry.url(), events);
      }
    }
  }

  private void run(KafkaContainer kafka, String registryUrl, List<SpecificRecord> events)
      throws Exception {
    String bootstrap = kafka.getBootstrapServers();
    int first = events.size() * 4 / 5; // by then there are alerts
    try (JobHandle job = LiveJob.start(options(bootstrap, registryUrl));
        KafkaProducer<String, Object> producer = producer(bootstrap, registryUrl)) {
      send(producer, events.subList(0, first));
      while (AlertLog.records(bootstrap, registryUrl).isEmpty()) {
        assertFalse(job.ended().isDone(), "the job runs");
      }
      kill(kafka);
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(() -> send(producer, events.subList(first, events.size())));
      Thread.sleep(OUTAGE_MILLIS);
      resume(kafka);
      sent.join();
      producer.flush();

      List<String> names = settled(bootstrap, registryUrl, events.size(), job);
      assertEquals(List.copyOf(Reference.alerts(file(events), temp)), names);
    }
  }

  private List<String> settled(String bootstrap, String registryUrl, int events, JobHandle job)
      throws Exception {
    try (Intake intake = Intake.of(bootstrap, Intake.SOURCED)) {
      while (intake.count() < events) {
        assertFalse(job.ended().isDone(), "the job runs");
      }
      assertEquals(events, intake.count());
      Settled settled =
          new Settled(bootstrap, temp.resolve("checkpoints"), OUT_OF_ORDERNESS, job.ended());
      assertTrue(settled.await(intake.behindLast()));
    }
    return Reference.names(AlertLog.records(bootstrap, registryUrl));
  }

  private static KafkaContainer broker() throws IOException {
    KafkaContainer kafka =
        new KafkaContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("apache/kafka"));
    kafka.setPortBindings(List.of(freePort() + ":" + KAFKA_PORT));
    return kafka;
  }

  /**
   * Below those that the system gives to clients: one of theirs, which ask for the broker while it
   * is away, could be given the broker's own and keep it from coming back.
   */
  private static int freePort() throws IOException {
    Random random = new Random();
    for (int tries = 0; ; tries++) {
      int port = 20_000 + random.nextInt(10_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        if (tries > 100) {
          throw e;
        }
      }
    }
  }

  private static void kill(KafkaContainer kafka) {
    kafka.getDockerClient().killContainerCmd(kafka.getContainerId()).exec();
  }

  private static void resume(KafkaContainer kafka) {
    kafka.getDockerClient().startContainerCmd(kafka.getContainerId()).exec();
  }

  private LiveOptions options(String bootstrap, String registryUrl) {
    return LiveOptions.builder(bootstrap, Map.of("schema.registry.url", registryUrl))
        .checkpoints(temp.resolve("checkpoints"), Duration.ofSeconds(2))
        .outOfOrderness(OUT_OF_ORDERNESS)
        .build();
  }

  private static KafkaProducer<String, Object> producer(String bootstrap, String registryUrl) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "key.serializer",
            StringSerializer.class,
            "value.serializer",
            RegistryAvroSerializer.class,
            "schema.registry.url",
            registryUrl,
            "acks",
            "all",
            "buffer.memory",
            "67108864"));
  }

  private static void send(KafkaProducer<String, Object> producer, List<SpecificRecord> events) {
    for (SpecificRecord event : events) {
      var unused =
          producer.send(
              new ProducerRecord<>(Topics.PUBLISH_EVENTS, event),
              (metadata, failure) -> assertTrue(failure == null, () -> "not sent: " + failure));
    }
  }

  private Path file(List<SpecificRecord> events) throws IOException {
    return Files.write(
        temp.resolve("events.jsonl"), events.stream().map(CanonicalJson::write).toList());
  }
}
