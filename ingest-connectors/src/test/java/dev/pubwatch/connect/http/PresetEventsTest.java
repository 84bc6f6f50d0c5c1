package dev.pubwatch.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.connect.EventSettings;
import dev.pubwatch.connect.TaskHarness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each preset with entries as its system writes them, in its own format, page by page. */
final class PresetEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TickingClock clock = new TickingClock(HttpSourceTaskTest.NOW);

  @ParameterizedTest
  @CsvSource({
    "github-audit, orgs/acme, /@timestamp, Bearer s3cr3t-s3cr3t",
    "gitlab-audit, groups/42, /created_at, s3cr3t-s3cr3t",
    "docker-hub-audit, acme, /timestamp, Bearer " + LogServer.SHORT_LIVED,
    "harbor-audit, system, /op_time, Basic cm9ib3QkcmVhZGVyOnMzY3IzdC1zM2NyM3Q=",
    "cloudflare-audit, 0123456789abcdef0123456789abcdef, /action/time, Bearer s3cr3t-s3cr3t",
    "okta-log, system, /published, SSWS s3cr3t-s3cr3t"
  })
  void entriesBecomeEvents(String preset, String stream, String time, String proof)
      throws IOException {
    try (LogServer server = new LogServer(preset);
        TaskHarness harness = harness(server, preset, stream).start()) {
      for (JsonNode entry : JSON.readTree(resource(preset + ".json"))) {
        server.add(time(entry.at(time)), entry);
      }
      List<SourceRecord> records = new ArrayList<>(harness.poll());
      harness.commit();
      harness.crash();
      records.addAll(harness.drain());
      String host = server.url().substring("http://".length());
      assertEquals(
          resource(preset + ".txt"),
          (String.join("\n", shown(records)) + "\n")
              .replace(host, "HOST")
              .replace(host.replace(":", "%3A"), "HOST"));
      List<String> proofs = server.authorizations();
      assertEquals(proof, proofs.get(proofs.size() - 1));
      assertFalse(written(records).contains("s3cr3t"), () -> written(records));
    }
  }

  private TaskHarness harness(LogServer server, String preset, String stream) {
    Map<String, String> settings = HttpSourceTaskTest.settings(server, preset, stream);
    settings.remove(EventSettings.FORMAT);
    settings.put(HttpSourceConfig.PAGE_SIZE, "2");
    if (preset.startsWith("docker")) {
      settings.put(HttpSourceConfig.AUTH_USER, "acme");
    }
    return new TaskHarness(settings, () -> new HttpSourceTask(clock));
  }

  private static Instant time(JsonNode node) {
    return node.isNumber() ? Instant.ofEpochMilli(node.asLong()) : Instant.parse(node.asText());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            PresetEventsTest.class.getResourceAsStream("/presets/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Topic, id, action, project, actor, address and time; a reject's reason. */
  static List<String> shown(List<SourceRecord> records) {
    return records.stream()
        .map(record -> (record.topic() + shown(TaskHarness.value(record))).replace("pubwatch.", ""))
        .toList();
  }

  private static String shown(JsonNode event) {
    StringBuilder text = new StringBuilder();
    for (String field :
        List.of(
            "/reason",
            "/source",
            "/event_id",
            "/action",
            "/project",
            "/version",
            "/actor/id",
            "/credential/id",
            "/origin/ip",
            "/time")) {
      JsonNode value = event.at(field);
      if (!value.isMissingNode() && !value.isNull()) {
        text.append(' ').append(value.asText());
      }
    }
    return text.toString();
  }

  private static String written(List<SourceRecord> records) {
    StringBuilder text = new StringBuilder();
    for (SourceRecord record : records) {
      text.append(TaskHarness.value(record)).append(record.sourceOffset()).append(record.headers());
    }
    return text.toString();
  }
}
