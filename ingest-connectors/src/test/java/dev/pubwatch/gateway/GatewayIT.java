package dev.pubwatch.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.gateway.verify.Scheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, which is killed and comes back. */
final class GatewayIT {
  private static final Endpoint AUDIT = Bench.endpoint(Scheme.BEARER, "github-audit");
  private static final String PROOF = "Bearer " + Bench.SECRET;
  private static final int SENDERS = 4;
  private static final int BEFORE = 200;
  private static final int AFTER = 400;

  @TempDir private Path folder = Path.of("");
  private TestBroker broker;
  private TestRegistry registry;
  private Gateway gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    broker = new TestBroker(folder);
    registry = new TestRegistry();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin
          .createTopics(
              KafkaStore.WRITTEN.stream().map(topic -> new NewTopic(topic, 1, (short) 1)).toList())
          .all()
          .get();
    }
    Map<String, Object> kafka =
        Map.of(
            "bootstrap.servers", broker.bootstrap(),
            "schema.registry.url", registry.url(),
            "delivery.timeout.ms", "1500",
            "request.timeout.ms", "1000",
            "reconnect.backoff.max.ms", "200");
    gateway = Gateway.start(Bench.config(Limits.DEFAULTS, kafka, List.of(AUDIT)));
  }

  @AfterEach
  void stop() {
    gateway.close();
    registry.close();
    broker.close();
  }

  @Test
  void whatWasAcknowledgedOutlivesABrokerThatIsKilled() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Thread sender = new Thread(() -> send(acknowledged, refused, next, enough), "sender-" + i);
      senders.add(sender);
      sender.start();
    }
    await(() -> acknowledged.size() >= BEFORE);
    broker.kill();
    await(() -> refused.get() > 0);
    assertEquals(503, health());
    broker.restart();
    int back = acknowledged.size();
    await(() -> acknowledged.size() >= back + AFTER);
    enough.set(true);
    for (Thread sender : senders) {
      sender.join();
    }
    assertEquals(200, health());
    Set<String> stored =
        Pattern.compile("doc-\\d+z")
            .matcher(TopicBytes.all(broker.bootstrap()))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    acknowledged.removeAll(stored);
    assertEquals(Set.of(), acknowledged, "acknowledged and not stored");
  }

  private void send(
      Set<String> acknowledged, AtomicInteger refused, AtomicInteger next, AtomicBoolean enough) {
    try {
      while (!enough.get()) {
        String id = "doc-%dz".formatted(next.incrementAndGet());
        int status = post(Bench.audit(id), "Authorization", PROOF).statusCode();
        if (status == 200) {
          acknowledged.add(id);
        } else {
          assertEquals(503, status);
          refused.incrementAndGet();
          Thread.sleep(20);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void await(Condition condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "not within a minute");
      Thread.sleep(20);
    }
  }

  private int health() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + "/health")).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private HttpResponse<String> post(String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.url() + AUDIT.path()))
            .headers(headers)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void noSecretIsWrittenAnywhere() throws Exception {
    String token = "ghp_" + "Zq7".repeat(12);
    String password = "correct-horse-9";
    String other = "Wr0ngBearerSecret77";
    List<String> answers = new ArrayList<>();
    try (LogCapture log = new LogCapture()) {
      String known =
          """
          {"_document_id":"doc-1z","@timestamp":1763900000000,"action":"repo.create",\
          "actor":"mona","repo":"acme/tool","token":"%s","note":"see https://u:%s@host/ and %s"}"""
              .formatted(token, password, token);
      answers.add(post(known, "Authorization", PROOF).body());
      answers.add(
          post("{\"action\":7,\"password\":\"" + password + "\"}", "Authorization", PROOF).body());
      answers.add(post("{\"token\":\"" + token + "\"", "Authorization", PROOF).body());
      answers.add(post(known, "Authorization", "Bearer " + other).body());
      answers.add(post(known, "X-Hub-Signature-256", "sha256=" + other).body());
      broker.kill();
      answers.add(post(known, "Authorization", PROOF).body());
      broker.restart();
      await(() -> health() == 200);
      String written = TopicBytes.all(broker.bootstrap());
      assertTrue(written.contains("doc-1z"));
      assertTrue(written.contains("gateway:bearer"), "rejects are there too");
      for (String secret : List.of(token, password, other, Bench.SECRET)) {
        assertFalse(written.contains(secret), () -> "on a topic: " + secret);
        assertFalse(log.text().contains(secret), () -> "in the log: " + secret);
        assertFalse(answers.toString().contains(secret), () -> "in an answer: " + secret);
      }
      assertTrue(log.text().contains("Kafka"), log.text());
    }
  }
}
