package dev.pubwatch.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.channels.Channels;
import dev.pubwatch.notify.route.Routing;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.Topics;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker in a container is killed while notices go to a web server and a mail server. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KafkaKillIT {
  private static final String IMAGE =
      Objects.requireNonNullElse(System.getenv("PUBWATCH_TEST_KAFKA_IMAGE"), "apache/kafka:4.2.2");
  private static final int KAFKA_PORT = 9092;
  private static final int ALERTS = 120;
  private static final int PROJECTS = 6;
  private static final long OUTAGE_MILLIS = 8_000; // longer than the groups' session
  private static final String SECRET = "a secret of more than 24 letters";

  @TempDir private Path folder = Path.of("");
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

  @BeforeEach
  void needsDocker() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker here (DOCKER_HOST, or /var/run/docker.sock): a broker cannot be killed");
  }

  @Test
  void eachNoticeArrivesOnceAndInOrder() throws Exception {
    WireMockServer web = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    web.start();
    mail.start();
    web.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204).withFixedDelay(30)));
    try (KafkaContainer kafka = broker();
        TestRegistry registry = new TestRegistry()) {
      kafka.start();
      createTopics(kafka.getBootstrapServers());
      Notifiers notifiers =
          Notifiers.start(
              config(kafka, registry, web),
              Channels.of(mailSettings(mail.getSmtp().getPort()), Map.of()),
              failures::add);
      try {
        send(kafka, registry, web);
        await("posts", () -> web.getAllServeEvents().size());
        await("mails", () -> mail.getReceivedMessages().length);
        assertTrue(notifiers.isRunning());
        assertEquals(List.of(), List.copyOf(failures));
      } finally {
        notifiers.close();
      }
      assertOnceAndInOrder(posts(web));
      assertOnceAndInOrder(mails(mail));
    } finally {
      web.stop();
      mail.stop();
    }
  }

  private void await(String what, IntSupplier count) throws InterruptedException {
    for (int i = 0; i < 1_200 && count.getAsInt() < ALERTS; i++) {
      assertEquals(List.of(), List.copyOf(failures));
      Thread.sleep(100);
    }
    assertEquals(ALERTS, count.getAsInt(), what);
  }

  /** In the order in which they came: incident and revision, which are the receiver's key. */
  private static void assertOnceAndInOrder(List<String> keys) {
    assertEquals(keys.size(), new LinkedHashSet<>(keys).size(), keys.toString());
    Map<String, Integer> newest = new TreeMap<>();
    for (String key : keys) {
      int dot = key.lastIndexOf('.');
      int revision = Integer.parseInt(key.substring(dot + 1));
      int before = newest.getOrDefault(key.substring(0, dot), 0);
      assertEquals(before + 1, revision, keys.toString());
      newest.put(key.substring(0, dot), revision);
    }
    assertEquals(PROJECTS, newest.size());
    assertEquals(Set.of(ALERTS / PROJECTS), Set.copyOf(newest.values()));
  }

  private static List<String> posts(WireMockServer web) throws Exception {
    List<ServeEvent> events = new ArrayList<>(web.getAllServeEvents());
    Collections.reverse(events); // newest first
    List<String> keys = new ArrayList<>();
    for (ServeEvent event : events) {
      JsonNode body = new ObjectMapper().readTree(event.getRequest().getBodyAsString());
      keys.add(body.path("incident_id").asText() + "." + body.path("revision").asInt());
    }
    return keys;
  }

  private static List<String> mails(GreenMail mail) throws Exception {
    List<String> keys = new ArrayList<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      keys.add(message.getMessageID().replaceAll("^<pubwatch\\.|@.*$", ""));
    }
    return keys;
  }

  /** A third before, a third while the broker is away, and a third when it is back. */
  private static void send(KafkaContainer kafka, TestRegistry registry, WireMockServer web)
      throws Exception {
    Serializer<Alert> serializer =
        AvroSerdes.serializer(Map.of(AvroConfig.REGISTRY_URL, registry.url()));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.getBootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      send(producer, serializer, 0, ALERTS / 3);
      producer.flush();
      while (web.getAllServeEvents().size() < 5) {
        Thread.sleep(10);
      }
      kafka.getDockerClient().killContainerCmd(kafka.getContainerId()).exec();
      // Apart: a client that has forgotten a broker which is away waits for it to come back.
      CompletableFuture<Void> meanwhile =
          CompletableFuture.runAsync(() -> send(producer, serializer, ALERTS / 3, 2 * ALERTS / 3));
      Thread.sleep(OUTAGE_MILLIS);
      kafka.getDockerClient().startContainerCmd(kafka.getContainerId()).exec();
      meanwhile.join();
      send(producer, serializer, 2 * ALERTS / 3, ALERTS);
      producer.flush();
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, Serializer<Alert> serializer, int from, int to) {
    for (int i = from; i < to; i++) {
      Alert alert = Alerts.alert("pw-" + i, 1, "project-" + i % PROJECTS);
      var unused =
          producer.send(
              new ProducerRecord<>(
                  Topics.ALERTS,
                  alert.getAlertId().getBytes(UTF_8),
                  serializer.serialize(Topics.ALERTS, alert)));
    }
  }

  private NotifierConfig config(KafkaContainer kafka, TestRegistry registry, WireMockServer web) {
    Routing routing =
        TestTopology.routing(
            "routes.all.channels=webhook,mail", "routes.all.each=true", "routes.all.urgent=info");
    return new NotifierConfig(
        kafka.getBootstrapServers(),
        registry.url(),
        folder.resolve("state"),
        URI.create(web.baseUrl() + "/hook"),
        SECRET,
        routing,
        Map.of(),
        Map.of("webhook", Rate.UNLIMITED, "mail", Rate.UNLIMITED));
  }

  private static Map<String, String> mailSettings(int port) {
    String mail = Channels.PREFIX + "mail.";
    return Map.of(
        "notifiers.allowed-networks",
        "127.0.0.0/8",
        mail + "type",
        "email",
        mail + "host",
        "127.0.0.1",
        mail + "port",
        "" + port,
        mail + "security",
        "none",
        mail + "from",
        "watch@example.org",
        mail + "to",
        "one@example.org");
  }

  private static void createTopics(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.ALERTS, 1, (short) 1),
                  new NewTopic(Topics.VERDICTS, 1, (short) 1)))
          .all()
          .get();
    }
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
}
