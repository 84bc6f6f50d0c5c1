package dev.pubwatch.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./pubwatch backtest} as a person runs it, on a history written here. */
class BacktestIT {
  private static final int PROJECTS = 40;
  private static final int MONTHS = 24;
  private static final int WARM_UP_MONTHS = 12;

  @TempDir private Path folder = Path.of("");
  private Script script = new Script(folder);

  @BeforeEach
  void writeHistory() throws IOException {
    script = new Script(folder);
    List<String> events = new ArrayList<>();
    for (int month = 0; month < MONTHS; month++) {
      for (int project = 0; project < PROJECTS; project++) {
        boolean stolen = month == MONTHS - 1 && project < 2;
        events.add(event(project, month, stolen ? 999 : project));
      }
    }
    Files.write(folder.resolve("history.jsonl"), events);
    Files.write(
        folder.resolve("labels.jsonl"),
        List.of(
            "{\"package\":\"p0\",\"version\":\"1.23.0\",\"campaign\":\"theft\"}",
            "{\"package\":\"p1\",\"version\":\"1.23.0\",\"campaign\":\"theft\"}",
            "{\"event_id\":\"npm:p2@1.20.0\",\"label\":\"suspected\"}",
            "{\"package\":\"p3\",\"version\":\"9.9.9\",\"campaign\":\"elsewhere\"}"));
  }

  @Test
  void scoresAndAlertsAreJudgedAgainstLabels() throws Exception {
    Script.Result result =
        backtest(
            "--json", "a.json", "--report", "a.html", "--need", "auc>=0.9", "recall@0.05>=0.5");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("pubwatch: AUC "), result.out());
    assertTrue(
        result.out().contains("4, 3 name an event that was read, 1 name none: labels.jsonl:4"),
        result.out());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("a.json").toFile());
    assertEquals("pubwatch-backtest", json.path("format").asText());
    assertEquals(
        PROJECTS * (MONTHS - WARM_UP_MONTHS) - 3, json.at("/judged/normal_events").asInt());
    assertEquals(2, json.at("/judged/malicious_events").asInt());
    assertEquals(1, json.at("/judged/otherwise_labelled_events").asInt());
    assertEquals(1, json.at("/judged/campaigns").asInt());
    assertEquals(5, json.at("/detectors/0/at").size());
    assertEquals("theft", json.at("/alerting/campaigns/0/campaign").asText());
    assertEquals("publish", json.at("/calibration/0/kind").asText());
    String page = Files.readString(folder.resolve("a.html"));
    assertTrue(page.startsWith("<!DOCTYPE html>") && page.contains("<desc id=\"plot-1-desc\">"));
    assertFalse(page.contains("<script"));
  }

  @Test
  void twiceTheSameIsTheSameByteForByte() throws Exception {
    for (String run : new String[] {"a", "b"}) {
      Script.Result result =
          backtest("--json", run + ".json", "--report", run + ".html", "--quiet");
      assertEquals(0, result.exitCode(), result.err());
      assertEquals("", result.err());
      Files.writeString(folder.resolve(run + ".txt"), result.out());
    }
    for (String suffix : new String[] {".json", ".html", ".txt"}) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("a" + suffix)),
          Files.readAllBytes(folder.resolve("b" + suffix)),
          suffix);
    }
  }

  @Test
  void aNeedThatIsNotReachedIsASentenceAndOne() throws Exception {
    Script.Result result =
        backtest("--quiet", "--need", "campaigns@0.05>=2", "auc>=0.5", "false-alerts-per-day<=9");
    assertEquals(1, result.exitCode());
    assertEquals("pubwatch: campaigns@0.05 is 1, needs at least 2\n", result.err());
  }

  @Test
  void jsonOnStdoutIsAllThatIsThere() throws Exception {
    Script.Result result = backtest("--quiet", "--json", "-");
    assertEquals(0, result.exitCode(), result.err());
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertEquals(1, json.path("format_version").asInt());
    assertTrue(result.err().contains("pubwatch: AUC "), result.err());
  }

  @Test
  void anotherConfigurationAndAnotherDetectorStandBeside() throws Exception {
    Files.writeString(folder.resolve("strict.yaml"), "alerts:\n  minBits: 40\n");
    Files.write(
        folder.resolve("oracle.jsonl"),
        List.of(
            "{\"event_id\":\"npm:p0@1.23.0\",\"score_bits\":20}",
            "{\"event_id\":\"npm:p1@1.23.0\",\"score_bits\":20}"));
    Script.Result result =
        backtest(
            "--quiet",
            "--json",
            "-",
            "--compare",
            "strict.yaml",
            "--scores-of",
            "oracle=oracle.jsonl",
            "--alerts",
            "alerts.jsonl");
    assertEquals(0, result.exitCode(), result.err());
    JsonNode json = new ObjectMapper().readTree(result.out());
    List<String> names = new ArrayList<>();
    json.path("detectors").forEach(detector -> names.add(detector.path("name").asText()));
    assertEquals(List.of("pubwatch", "under strict.yaml", "oracle"), names);
    assertEquals(1, json.at("/detectors/2/auc/value").asDouble());
    int alerts = json.at("/alerting/alerts").asInt();
    assertTrue(alerts > 0, result.out());
    assertEquals(alerts, json.at("/comparison/removed").size());
    assertEquals(0, json.at("/comparison/added").size());
    assertEquals(0, json.at("/comparison/alerting/alerts").asInt());
    assertFalse(Files.readAllLines(folder.resolve("alerts.jsonl")).isEmpty());
  }

  @Test
  void labelsThatCannotBeReadStopBeforeTheReplay() throws Exception {
    Files.writeString(folder.resolve("labels.jsonl"), "{\"package\":\"a\"}\n");
    fails("pubwatch: labels.jsonl:1: version is missing: expected a string\n");
    Files.writeString(folder.resolve("labels.jsonl"), "");
    fails("pubwatch: labels.jsonl: holds no labels\n");
    Files.delete(folder.resolve("labels.jsonl"));
    fails("pubwatch: labels.jsonl: no such file or folder\n");
  }

  private void fails(String complaint) throws Exception {
    Script.Result result = backtest("--json", "a.json");
    assertEquals(1, result.exitCode());
    assertEquals("", result.out());
    assertEquals(complaint, result.err());
    assertFalse(Files.exists(folder.resolve("a.json")));
  }

  @Test
  void labelsThatNameNothingLeaveRecallUnknown() throws Exception {
    Files.writeString(folder.resolve("labels.jsonl"), "{\"event_id\":\"none\"}\n");
    Script.Result result =
        backtest("--quiet", "--actions", "release:publish", "--need", "auc>=0.5");
    assertEquals(1, result.exitCode());
    assertTrue(result.out().contains("AUC unknown"), result.out());
    assertTrue(result.err().contains("no label names a malicious event"), result.err());
    assertTrue(result.err().contains("auc is unknown"), result.err());
  }

  private Script.Result backtest(String... more) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("backtest", "--labels", "labels.jsonl", "--format", "pubwatch"));
    arguments.addAll(List.of("history.jsonl", "--warm-up", "2019-01-01"));
    arguments.addAll(List.of(more));
    return script.run(arguments.toArray(String[]::new));
  }

  private static String event(int project, int month, int actor) {
    return """
        {"type":"publish","event_id":"npm:p%1$d@1.%2$d.0","source":"npm",\
        "time":"20%3$02d-%4$02d-%5$02dT10:00:00.000Z","action":"release:publish",\
        "project":"pkg:npm/p%1$d","owner":"o%1$d","version":"1.%2$d.0",\
        "actor":{"id":"acct-%6$d","kind":"user"}}"""
        .formatted(project, month, 18 + month / 12, 1 + month % 12, 1 + project % 28, actor);
  }
}
