package dev.pubwatch.notify.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import dev.pubwatch.notify.channels.Channels;
import dev.pubwatch.notify.siem.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The channel and a real node of OpenSearch. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OpenSearchNodeIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder = Path.of("");
  private static OpenSearchNode node;

  @BeforeAll
  static void start() throws Exception {
    node = new OpenSearchNode(folder, "100kb");
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
  }

  private static IncidentChannel channel(String index, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("notifiers.allowed-networks", "127.0.0.0/8");
    String own = Channels.PREFIX + "siem.";
    settings.put(own + "type", "opensearch");
    settings.put(own + "url", node.url());
    settings.put(own + "index", index);
    more.forEach((key, value) -> settings.put(own + key, value));
    return Channels.of(settings, Map.of()).get(0);
  }

  private static JsonNode call(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url() + path))
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(2, answer.statusCode() / 100, new String(answer.body(), StandardCharsets.UTF_8));
    return Json.answer(new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode hits(String index) throws Exception {
    call("POST", "/" + index + "/_refresh", "");
    return call("POST", "/" + index + "/_search", "{\"query\":{\"match_all\":{}},\"size\":50}")
        .path("hits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pubwatch", "ocsf", "ecs"})
  void whatIsToldIsFound(String body) throws Exception {
    String index = "found-" + body;
    try (IncidentChannel channel = channel(index, Map.of("body", body))) {
      int revision = 0;
      for (Phase phase : Phase.values()) {
        channel.deliver(Notices.of("in-1", ++revision, phase), null);
      }
      channel.deliver(Notices.of("in-1", revision, Phase.DIGEST), null);
      channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null); // late: it changes nothing
    }
    JsonNode hits = hits(index);
    assertEquals(1, hits.at("/total/value").asInt(), hits.toString());
    assertTrue(hits.toString().contains("install script added"), hits.toString());
    JsonNode found =
        call(
            "POST",
            "/" + index + "/_search",
            "{\"query\":{\"query_string\":{\"query\":\"script\"}}}");
    assertEquals(1, found.at("/hits/total/value").asInt());
  }

  @Test
  void eachRevisionIsADocumentOnce() throws Exception {
    try (IncidentChannel channel = channel("every", Map.of("documents", "every"))) {
      channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null);
      channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null);
      channel.deliver(Notices.of("in-1", 2, Phase.UPDATED), null);
    }
    assertEquals(2, hits("every").at("/total/value").asInt());
  }

  @Test
  void hostileTextIsStoredAsItIs() throws Exception {
    List<Alert> alerts = new ArrayList<>();
    for (String text : Notices.HOSTILE) {
      alerts.add(Notices.hostile("pw-" + alerts.size(), text));
    }
    try (IncidentChannel channel = channel("hostile", Map.of("body", "ecs"))) {
      channel.deliver(Notices.of("in-1", 1, Phase.OPENED, alerts), null);
    }
    assertEquals(alerts.size(), hits("hostile").at("/total/value").asInt());
  }

  /** 200 for the whole, 400 for the item. */
  @Test
  void aMappingThatDoesNotFitIsRefusedForGood() throws Exception {
    call("PUT", "/strict", "{\"mappings\":{\"properties\":{\"severity\":{\"type\":\"long\"}}}}");
    try (IncidentChannel channel = channel("strict", Map.of())) {
      DeliveryException e =
          assertThrows(
              DeliveryException.class,
              () -> channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null));
      assertTrue(e.isPermanent(), e.toString());
      assertTrue(
          String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pars"), e.toString());
    }
  }

  @Test
  void anIndexThatIsClosedForWritingIsTriedAgain() throws Exception {
    call("PUT", "/blocked", "{\"settings\":{\"index.blocks.write\":true}}");
    try (IncidentChannel channel = channel("blocked", Map.of())) {
      DeliveryException e =
          assertThrows(
              DeliveryException.class,
              () -> channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null));
      assertFalse(e.isPermanent(), e.toString());
    }
  }

  /** More than the node takes at a time. */
  @Test
  void aNodeThatIsBusyIsAskedLater() {
    List<Alert> large = new ArrayList<>();
    for (int i = 0; i < Notice.MOST_ALERTS; i++) {
      large.add(Notices.hostile("pw-" + i, "x".repeat(30_000)));
    }
    try (IncidentChannel channel = channel("busy", Map.of("body", "ecs"))) {
      DeliveryException e =
          assertThrows(
              DeliveryException.class,
              () -> channel.deliver(Notices.of("in-1", 1, Phase.OPENED, large), null));
      assertEquals(429, e.status(), e.toString());
      assertFalse(e.isPermanent());
    }
  }
}
