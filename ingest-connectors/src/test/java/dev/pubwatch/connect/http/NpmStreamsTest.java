package dev.pubwatch.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pubwatch.connect.CanonicalSerializer;
import dev.pubwatch.connect.EventSettings;
import dev.pubwatch.connect.TaskHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NpmStreamsTest {
  private static final Instant NOW = Instant.parse("2026-01-11T06:00:00Z");

  /** A package of which a version is older than the feed's cursor and one was unpublished. */
  private static final String DOCUMENT =
      """
      {"_id":"p","_rev":"9-1f","name":"p","dist-tags":{"latest":"1.1.0"},"maintainers":[\
      {"name":"alice","email":"alice@acme.example"}],"time":{"created":"2025-12-01T00:00:00.000Z",\
      "1.0.0":"2025-12-01T00:00:00.100Z","1.0.1":"2026-01-11T05:00:00.000Z",\
      "1.1.0":"2026-01-11T05:59:00.000Z","modified":"2026-01-11T05:59:01.000Z"},"versions":{\
      "1.0.0":{"name":"p","version":"1.0.0","_npmUser":{"name":"alice"},"dist":{"shasum":"0a"}},\
      "1.1.0":{"name":"p","version":"1.1.0","gitHead":"4f2c1d","_npmUser":{"name":"GitHub Actions",\
      "email":"npm-oidc-no-reply@github.com","trustedPublisher":{"id":"github",\
      "oidcConfigId":"oidc:1"}},"dist":{"shasum":"0b","attestations":{"url":"https://r/a",\
      "provenance":{"predicateType":"https://slsa.dev/provenance/v1"}}}}}}
      """;

  private final TickingClock clock = new TickingClock(NOW);
  private final List<Instant> published = new ArrayList<>();
  private HttpServer server;
  private int requests;
  private int notModified;
  private int failAt = -1;

  NpmStreamsTest() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::handle);
    server.start();
    for (int i = 0; i < 9; i++) {
      published.add(NOW.minusSeconds(900 - i * 60L));
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests++;
      if (requests == failAt) {
        return;
      }
      String path = exchange.getRequestURI().getPath();
      String body = path.equals("/_changes") ? changes(exchange) : packument(path.substring(2));
      String etag = "\"" + body.hashCode() + "\"";
      if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        notModified++;
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      exchange.getResponseHeaders().add("ETag", etag);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String changes(HttpExchange exchange) {
    int since =
        Integer.parseInt(String.valueOf(Queries.parameter(exchange.getRequestURI(), "since")));
    int end = Math.min(published.size(), since + 4);
    StringBuilder results = new StringBuilder();
    for (int seq = since + 1; seq <= end; seq++) {
      results.append(results.isEmpty() ? "" : ",");
      results.append(
          "{\"seq\":%d,\"id\":\"p%d\",\"changes\":[{\"rev\":\"1\"}]}".formatted(seq, seq - 1));
    }
    return "{\"results\":[%s],\"last_seq\":%d}".formatted(results, end);
  }

  private String packument(String number) {
    if (number.isEmpty()) {
      return DOCUMENT;
    }
    int i = Integer.parseInt(number);
    return """
        {"type":"publish","event_id":"npm:p%d@1.0.0","source":"npm","time":"%s",
        "action":"release:publish","project":"pkg:npm/p%d","version":"1.0.0"}"""
        .formatted(i, published.get(i), i);
  }

  @Test
  void feedKilledAtAnyRequestGoesOnWithoutGapOrRepeat() {
    List<String> all = IntStream.range(0, 9).mapToObj(i -> "npm:p" + i + "@1.0.0").toList();
    for (int kill = 1; kill <= 14; kill++) {
      Random random = new Random(kill);
      requests = 0;
      failAt = kill;
      try (TaskHarness harness = harness("_changes").start()) {
        while (requests < kill) {
          harness.poll();
          harness.commit(random.nextInt(harness.uncommitted() + 1));
        }
        failAt = -1;
        harness.crash();
        harness.drain();
        harness.commit();
        assertEquals(all, TaskHarness.ids(harness.committed()), "killed at request " + kill);
      }
    }
  }

  @Test
  void packageIsFetchedAgainOnlyWhenItChanged() {
    try (TaskHarness harness = harness("p0").start()) {
      assertEquals(List.of("npm:p0@1.0.0"), TaskHarness.ids(harness.drain()));
      harness.commit();
      harness.crash();
      assertEquals(List.of(), harness.drain());
      int unchanged = notModified;
      assertEquals(true, unchanged > 0);
    }
  }

  @Test
  void documentsOfThePresetsFormatBecomeEvents() {
    try (TaskHarness harness = harness("p").with(EventSettings.FORMAT, "npm-packument").start()) {
      assertEquals(
          List.of(
              "publish-events npm npm:p@1.0.1 release:publish pkg:npm/p 1.0.1 2026-01-11T05:00:00.000Z",
              "publish-events npm npm:p@1.1.0 release:publish pkg:npm/p 1.1.0 GitHub Actions"
                  + " 2026-01-11T05:59:00.000Z"),
          PresetEventsTest.shown(harness.drain()));
      harness.commit();
      harness.crash();
      assertEquals(List.of(), harness.drain());
    }
  }

  private TaskHarness harness(String stream) {
    Map<String, String> settings = new HashMap<>();
    settings.put(HttpSourceConfig.PRESET, "npm");
    settings.put(HttpSourceConfig.URL, "http://127.0.0.1:" + server.getAddress().getPort());
    settings.put(HttpSourceConfig.STREAMS, stream);
    settings.put(HttpSourceConfig.START_TIME, NOW.minus(Duration.ofDays(1)).toString());
    settings.put(ChangesPoller.START_SEQ, "0");
    settings.put(HttpSourceConfig.PAGE_SIZE, "4");
    settings.put(HttpSourceConfig.POLL_INTERVAL_MS, "20");
    settings.put(HttpSourceConfig.RETRY_BACKOFF_MS, "1");
    settings.put(HttpSourceConfig.REQUESTS_PER_HOUR, "1000000");
    settings.put(EventSettings.FORMAT, "pubwatch");
    settings.put(EventSettings.CREDENTIAL_HASH_KEY, "0123456789abcdef");
    settings.put(EventSettings.SCHEMA_REGISTRY_URL, "http://localhost:0");
    settings.put(EventSettings.EVENT_SERIALIZER, CanonicalSerializer.class.getName());
    return new TaskHarness(settings, () -> new HttpSourceTask(clock));
  }
}
