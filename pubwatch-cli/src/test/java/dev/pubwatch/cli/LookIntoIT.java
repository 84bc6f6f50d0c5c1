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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots, {@code baseline} and {@code explain} as a person runs them. */
class LookIntoIT {
  private static final int PROJECTS = 16;
  private static final int MONTHS = 20;

  /** An escape that clears the screen, and one letter that turns the reading direction. */
  private static final String HOSTILE = "\\u001b[2Jmallory\\u202e";

  @TempDir private static Path folder = Path.of("");
  private static Script script = new Script(folder);

  @BeforeAll
  static void learn() throws Exception {
    script = new Script(folder);
    StringBuilder history = new StringBuilder();
    StringBuilder more = new StringBuilder();
    for (int month = 0; month < MONTHS; month++) {
      for (int project = 0; project < PROJECTS; project++) {
        boolean odd = project == 7 && month >= MONTHS - 2;
        String actor = odd ? HOSTILE : "acct-" + project;
        (month < MONTHS - 2 ? history : more).append(event(project, month, actor));
      }
    }
    Files.writeString(folder.resolve("history.jsonl"), history);
    Files.writeString(folder.resolve("more.jsonl"), more);
    Script.Result result =
        replay("history.jsonl", "--state-out", "a.state", "--alerts", "a.alerts");
    assertEquals(0, result.exitCode(), result.err());
  }

  private static Script.Result replay(String log, String... more)
      throws IOException, InterruptedException {
    String[] arguments =
        Arrays.copyOf(new String[] {"replay", "--format", "pubwatch", log}, 4 + more.length);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return script.run(arguments);
  }

  private static String event(int project, int month, String actor) {
    return """
        {"type":"publish","event_id":"npm:p%1$d@1.%2$d.0","source":"npm",\
        "time":"20%3$02d-%4$02d-03T10:%5$02d:00.000Z","action":"release:publish",\
        "project":"pkg:npm/%%40o%1$d/pack%1$d","owner":"@o%1$d","version":"1.%2$d.0",\
        "credential":{"id":"hmac:c%1$d","kind":"api_token","scopes":[]},\
        "actor":{"id":"%6$s","kind":"user"}}
        """
        .formatted(project, month, 18 + month / 12, 1 + month % 12, project, actor);
  }

  @Test
  void aSnapshotTakesTheOldOnesPlaceOnlyWhenAllWentWell() throws Exception {
    byte[] before = Files.readAllBytes(folder.resolve("a.state"));
    Files.write(folder.resolve("daily.state"), before);
    Script.Result failed =
        replay("none.jsonl", "--state-in", "daily.state", "--state-out", "daily.state");
    assertEquals(1, failed.exitCode());
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("daily.state")));
    Script.Result done =
        replay("more.jsonl", "--state-in", "daily.state", "--state-out", "daily.state");
    assertEquals(0, done.exitCode(), done.err());
    assertTrue(done.err().contains("began with  288 events up to 2019-06-03T"), done.err());
    assertTrue(done.err().contains("learned     320 events up to 2019-08-03T"), done.err());
  }

  @Test
  void aSnapshotThatIsNoneIsToldInOneSentence() throws Exception {
    byte[] whole = Files.readAllBytes(folder.resolve("a.state"));
    Files.write(folder.resolve("half"), Arrays.copyOf(whole, whole.length / 2));
    for (List<String> command :
        List.of(
            List.of("replay", "--format", "pubwatch", "more.jsonl", "--state-in"),
            List.of("up", "--data", "data", "--state-in"),
            List.of("baseline", "x", "--state"))) {
      assertRefused(command, "half", "half is cut short");
      assertRefused(command, "more.jsonl", "more.jsonl is no snapshot");
      assertRefused(command, "gone", "gone");
    }
  }

  private void assertRefused(List<String> command, String file, String why)
      throws IOException, InterruptedException {
    String[] arguments = command.toArray(new String[command.size() + 1]);
    arguments[command.size()] = file;
    Script.Result result = script.run(arguments);
    assertEquals(1, result.exitCode(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().contains(why), result.err());
    assertEquals("", result.out());
  }

  @Test
  void baselineTellsTheProjectAndItsOwner() throws Exception {
    Script.Result result = script.run("baseline", "pkg:npm/%40o3/pack3", "--state", "a.state");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().startsWith("project pkg:npm/%40o3/pack3\n"), result.out());
    assertTrue(result.out().contains("100 %  acct-3"), result.out());
    assertTrue(
        result.out().matches("(?s).*quiet before a session +95 % at most [3-6][0-9] days.*"),
        result.out());
    assertTrue(result.out().contains("\nowner npm|@o3\n"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void baselineTellsCredentialsAndAccountsToMachines() throws Exception {
    Script.Result result =
        script.run(
            "baseline",
            "--credential",
            "hmac:c15",
            "--actor",
            "acct-3",
            "--json",
            "--state",
            "a.state");
    assertEquals(0, result.exitCode(), result.err());
    JsonNode told = new ObjectMapper().readTree(result.out()).path("baselines");
    assertEquals("hmac:c15", told.path(0).path("key").asText());
    assertEquals("npm|acct-3", told.path(1).path("key").asText());
    assertEquals("release:publish", told.at("/1/actions/0/value").asText());
    assertEquals(18, told.at("/1/events").asInt());
    Script.Result several = script.run("baseline", "--credential", "hmac:", "--state", "a.state");
    assertEquals(1, several.exitCode());
    assertTrue(several.err().contains("give more of it"), several.err());
  }

  @Test
  void baselineSuggestsWhatWasMeant() throws Exception {
    for (String typed : List.of("pack3", "@o3/pack3", "pkg:npm/@o3/pack3", "pkg:npm/o3/pack3")) {
      Script.Result result = script.run("baseline", typed, "--state", "a.state");
      assertEquals(1, result.exitCode());
      assertTrue(result.err().startsWith("pubwatch: no baseline for " + typed), result.err());
      assertTrue(result.err().contains("did you mean pkg:npm/%40o3/pack3"), result.err());
    }
  }

  @Test
  void explainTellsEveryRevisionAndNothingHarmful() throws Exception {
    Script.Result judged = replay("more.jsonl", "--state-in", "a.state", "--alerts", "b.alerts");
    assertEquals(0, judged.exitCode(), judged.err());
    String id =
        Files.readString(folder.resolve("b.alerts")).replaceAll("(?s).*?\"(pw-[0-9a-f]+).*", "$1");
    Script.Result told = script.run("explain", id.substring(3, 12), "--alerts", "b.alerts");
    assertEquals(0, told.exitCode(), told.err());
    assertTrue(told.out().contains(id), told.out());
    assertTrue(told.out().contains("mallory"), told.out());
    assertTrue(told.out().contains("how it adds up"), told.out());
    assertTrue(told.out().contains("ordinary event in"), told.out());
    assertFalse(told.out().contains("\u001b"), "an escape of a log reached the terminal");
    assertFalse(told.out().contains("\u202e"), "a turned direction reached the terminal");

    Script.Result json = script.run("explain", id, "--alerts", "b.alerts", "--json");
    JsonNode root = new ObjectMapper().readTree(json.out());
    assertEquals(id, root.at("/alert/alert_id").asText());
    assertTrue(root.path("groups").size() > 0, json.out());
    assertTrue(root.path("revisions").size() > 0, json.out());

    Script.Result unknown = script.run("explain", "pw-nothing", "--alerts", "b.alerts");
    assertEquals(1, unknown.exitCode());
    assertTrue(
        unknown.err().startsWith("pubwatch: no alert pw-nothing in b.alerts"), unknown.err());
    Script.Result junk = script.run("explain", id, "--alerts", "a.state");
    assertEquals(1, junk.exitCode());
    assertTrue(junk.err().contains("a.state: is not a file of alerts"), junk.err());
  }

  @Test
  void versionListsTheStateVersions() throws Exception {
    Script.Result result = script.run("version");
    assertTrue(
        result.out().contains("snapshot format 1: deduplicate 1, owner-baseline 1"), result.out());
    assertEquals("", result.err());
  }
}
