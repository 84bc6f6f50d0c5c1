package dev.pubwatch.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.gateway.verify.Scheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What skopeo does to a running registry, as the registry tells the gateway. */
final class RegistryNotificationsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WRONG = "lazy-Dog-8";

  @TempDir private Path folder = Path.of("");

  @Test
  void whatSkopeoDoesArrivesAndNoSecretDoes() throws Exception {
    try (LogCapture log = new LogCapture();
        Bench bench = new Bench(Bench.endpoint(Scheme.BEARER, "oci-notifications"));
        RegistryServer registry =
            new RegistryServer(folder, bench.gateway.url() + "/hooks/bearer", Bench.SECRET)) {
      registry.image("image");
      assertNotEquals(0, registry.push("image", "acme/tool:1.0", WRONG).exit());
      bench.store.away.set(true); // the registry keeps and repeats what was not taken
      assertEquals(0, registry.push("image", "acme/tool:1.0", RegistryServer.PASSWORD).exit());
      bench.store.away.set(false);
      registry.skopeo("inspect", "acme/tool:1.0");
      registry.skopeo("delete", "acme/tool:1.0");
      await(bench, "release:yank", 2);
      List<JsonNode> events = events(bench);
      String digest = events.get(0).at("/artifact/digest").asText();
      assertTrue(digest.matches("sha256:[0-9a-f]{64}"), digest);
      String image = "pkg:docker/acme/tool?repository_url=bearer";
      assertEquals(
          List.of(
              "release:publish 1.0 " + image,
              "token:use 1.0 " + image, // inspect
              "token:use 1.0 " + image, // delete asks for the digest
              "release:yank " + digest + " " + image,
              "release:yank 1.0 " + image),
          events.stream().map(RegistryNotificationsIT::shown).toList());
      assertEquals("skopeo", events.get(0).at("/origin/client").asText());
      for (JsonNode event : events) {
        assertEquals(RegistryServer.USER, event.at("/actor/id").asText());
        assertEquals("127.0.0.1", event.at("/origin/ip").asText());
      }
      String written = events + log.text();
      for (String secret : List.of(RegistryServer.PASSWORD, WRONG, Bench.SECRET)) {
        assertFalse(written.contains(secret), () -> secret + " in " + written);
      }
    }
  }

  private static void await(Bench bench, String action, int times) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (count(bench, action) < times) {
      assertTrue(System.nanoTime() < end, () -> action + " is not among " + bench.store.kept);
      Thread.sleep(20);
    }
  }

  private static long count(Bench bench, String action) {
    return events(bench).stream().filter(e -> action.equals(e.path("action").asText())).count();
  }

  private static List<JsonNode> events(Bench bench) {
    return bench.store.kept.stream()
        .map(CanonicalJson::write)
        .map(RegistryNotificationsIT::parse)
        .collect(Collectors.toList());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shown(JsonNode event) {
    return "%s %s %s"
        .formatted(
            event.path("action").asText(event.toString()),
            event.path("version").asText(),
            event.path("project").asText());
  }
}
