package dev.pubwatch.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.gateway.LogCapture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What npm does to a running Verdaccio, as its log tells it. */
final class VerdaccioIT {
  private static final String PASSWORD = "quick-brown-Fox-7";
  private static final String WRONG = "lazy-Dog-8";
  private static final String ELSEWHERE = "203.0.113.9";

  /** Action, project with version, actor and address. Of a PUT the log does not say the version. */
  private static final List<String> EXPECTED =
      List.of(
          "login:success - alice 127.0.0.1",
          "release:publish pkg:npm/left-brace alice 127.0.0.1",
          "release:publish pkg:npm/%40braces/left alice 127.0.0.1",
          "release:publish pkg:npm/left-brace alice 127.0.0.1",
          "other:access_denied pkg:npm/%40locked/tool alice 127.0.0.1",
          "tag:move pkg:npm/left-brace alice 127.0.0.1",
          "other:package_change pkg:npm/left-brace alice 127.0.0.1",
          "release:yank pkg:npm/left-brace@1.0.0 alice 127.0.0.1",
          "token:use - alice " + ELSEWHERE,
          "login:failure - alice 127.0.0.1",
          "release:yank pkg:npm/left-brace alice 127.0.0.1",
          "token:delete - alice 127.0.0.1");

  @TempDir private Path folder = Path.of("");

  @Test
  void whatNpmDoesArrivesAndNoSecretDoes() throws Exception {
    try (LogCapture log = new LogCapture();
        Verdaccio verdaccio = Verdaccio.start(folder);
        TaskHarness task = harness(verdaccio).start()) {
      String token = act(verdaccio);
      List<SourceRecord> records = readUntil(task, "token:delete");
      assertEquals(String.join("\n", EXPECTED), String.join("\n", told(records)));
      JsonNode logout = TaskHarness.value(records.get(records.size() - 1));
      assertEquals(hashed(token), logout.at("/credential/id").asText());

      records.addAll(cutLines(verdaccio, task, token));
      assertNoSecret(records, log.text(), token);
    }
  }

  private static TaskHarness harness(Verdaccio verdaccio) {
    return new TaskHarness(TaskHarness.settings(verdaccio.log()))
        .with(FileSourceConfig.FORMAT, "verdaccio-log")
        .with(EventSettings.SOURCE_NAME, "verdaccio:test");
  }

  /** A life of two packages; tells the token, which is revoked at the end. */
  private static String act(Verdaccio verdaccio) throws Exception {
    String token = verdaccio.signIn("alice", PASSWORD);
    assertEquals(0, verdaccio.publish("left-brace", "1.0.0").exit());
    assertEquals(0, verdaccio.publish("@braces/left", "1.0.0").exit());
    assertEquals(0, verdaccio.publish("left-brace", "1.1.0").exit());
    assertNotEquals(0, verdaccio.publish("@locked/tool", "1.0.0").exit());
    verdaccio.npm("dist-tag", "add", "left-brace@1.0.0", "old");
    verdaccio.npm("unpublish", "left-brace@1.0.0");
    assertEquals("alice", whoami(verdaccio, token, ELSEWHERE));
    assertEquals("", whoami(verdaccio, "not-" + token, ELSEWHERE));
    assertEquals(401, verdaccio.put("alice", WRONG).statusCode());
    verdaccio.npm("unpublish", "left-brace", "--force");
    verdaccio.npm("logout");
    return token;
  }

  private static String whoami(Verdaccio verdaccio, String token, String from) throws Exception {
    String answer =
        verdaccio
            .send(
                "GET", "-/whoami", "", "Authorization", "Bearer " + token, "X-Forwarded-For", from)
            .body();
    return answer.contains("alice") ? "alice" : "";
  }

  /** One after another; a refusal is logged twice, and may have two ids at a tenth's edge. */
  private static List<String> told(List<SourceRecord> records) {
    List<String> told = new ArrayList<>();
    for (SourceRecord record : records) {
      String event = shown(record);
      if (told.isEmpty() || !told.get(told.size() - 1).equals(event)) {
        told.add(event);
      }
    }
    return told;
  }

  /** Follows the log while it is written. */
  private static List<SourceRecord> readUntil(TaskHarness task, String action) throws Exception {
    List<SourceRecord> all = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (all.stream().noneMatch(record -> shown(record).startsWith(action))) {
      assertTrue(System.nanoTime() < end, () -> action + " is not among " + TaskHarness.ids(all));
      all.addAll(task.poll());
      task.commit();
    }
    return all;
  }

  /** The line that carries the token in its address, as a full disk or a rotation would cut it. */
  private static List<SourceRecord> cutLines(Verdaccio verdaccio, TaskHarness task, String token)
      throws Exception {
    String line =
        Files.readAllLines(verdaccio.log()).stream()
            .filter(text -> text.contains("/-/user/token/"))
            .findFirst()
            .orElseThrow();
    assertTrue(line.contains(token.substring(0, 20)), "Verdaccio itself logs it");
    String cut = line.substring(0, line.length() - 2) + "\n";
    Files.writeString(verdaccio.log(), cut, StandardOpenOption.APPEND);
    List<SourceRecord> rejects = task.drain();
    assertEquals(List.of("pubwatch.rejects"), rejects.stream().map(SourceRecord::topic).toList());
    return rejects;
  }

  private static void assertNoSecret(List<SourceRecord> records, String log, String token) {
    String written =
        records.stream()
            .map(VerdaccioIT::written)
            .collect(Collectors.joining("\n", "", "\n" + log));
    for (String secret : List.of(PASSWORD, WRONG, token, token.substring(0, 20))) {
      assertFalse(written.contains(secret), () -> secret + " in " + written);
    }
  }

  private static String written(SourceRecord record) {
    return String.join(
        "\n",
        String.valueOf(record.key()),
        TaskHarness.value(record).toString(),
        new String((byte[]) record.value(), StandardCharsets.UTF_8),
        record.headers().toString(),
        record.sourceOffset().toString());
  }

  private static String hashed(String token) {
    return new CredentialHasher("0123456789abcdef".getBytes(StandardCharsets.UTF_8)).hash(token);
  }

  private static String shown(SourceRecord record) {
    JsonNode event = TaskHarness.value(record);
    String version = event.path("version").asText("");
    String project = event.path("project").asText("-");
    return "%s %s %s %s"
        .formatted(
            event.path("action").asText(event.toString()),
            version.isEmpty() || version.equals("null") ? project : project + "@" + version,
            event.at("/actor/id").asText(),
            event.at("/origin/ip").asText());
  }
}
