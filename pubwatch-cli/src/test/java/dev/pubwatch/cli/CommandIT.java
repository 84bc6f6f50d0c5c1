package dev.pubwatch.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./pubwatch} as a person runs it: a process, files, pipes, exit codes. Whatever it is fed,
 * no stack trace reaches the terminal and no half-written file stands under the final name.
 */
class CommandIT {
  private static final String FORMAT = "pubwatch";
  private static final int EVENTS = 640;

  @TempDir private Path folder = Path.of("");
  private Script script = new Script(folder);

  @BeforeEach
  void inAFolderOfItsOwn() {
    script = new Script(folder);
  }

  @Test
  void versionNamesItsParts() throws Exception {
    Script.Result result = script.run("version");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().startsWith("pubwatch  "), result.out());
    assertTrue(result.out().contains("Flink"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void wrongUsageIsTwoAndOneLine() throws Exception {
    Script.Result flag = script.run("replay", "--alrets", "x");
    assertEquals(2, flag.exitCode());
    assertTrue(flag.err().contains("did you mean --alerts?"), flag.err());
    Script.Result format = script.run("replay", "--format", "npm-publsh-log", "x");
    assertEquals(2, format.exitCode());
    assertTrue(format.err().contains("did you mean npm-publish-log?"), format.err());
    assertEquals(1, format.err().lines().count(), format.err());
  }

  @Test
  void twiceTheSameIsTheSameByteForByte() throws Exception {
    Path log = history();
    for (String run : List.of("a", "b")) {
      Script.Result result = replay(log, "--alerts", run + ".alerts", "--scores", run + ".scores");
      assertEquals(0, result.exitCode(), result.err());
      assertEquals("", result.out());
      assertTrue(result.err().contains(EVENTS + " events"), result.err());
    }
    assertEquals(EVENTS, Files.readAllLines(folder.resolve("a.scores")).size());
    assertFalse(Files.readAllLines(folder.resolve("a.alerts")).isEmpty());
    assertSameBytes("a.alerts", "b.alerts");
    assertSameBytes("a.scores", "b.scores");
  }

  @Test
  void stdinIsReadLikeAFile() throws Exception {
    Path log = history();
    replay(log, "--scores", "file.scores");
    Script.Result result =
        script.reading(log).run("replay", "--format", FORMAT, "-", "--scores", "stdin.scores");
    assertEquals(0, result.exitCode(), result.err());
    assertSameBytes("file.scores", "stdin.scores");
  }

  @Test
  void jsonOnStdoutIsAllThatIsThere() throws Exception {
    Script.Result result = replay(history(), "--alerts", "-", "--quiet");
    assertEquals("", result.err());
    assertTrue(result.out().lines().count() > 0);
    assertTrue(result.out().lines().allMatch(line -> line.startsWith("{\"alert_id\"")));
  }

  @Test
  void aPersonReadsAlertsUnlessJsonIsAskedFor() throws Exception {
    Script.Result result = replay(history());
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("pkg:npm/p7"), result.out());
    assertFalse(result.out().contains("\u001b"), "colours in a pipe");
  }

  @Test
  void failOnIsThree() throws Exception {
    assertEquals(3, replay(history(), "--fail-on", "info").exitCode());
  }

  @Test
  void aPipeThatClosesEarlyIsQuiet() throws Exception {
    history();
    Script.Result result =
        script.shell(
            "\"$pubwatch\" replay --format pubwatch history.jsonl --scores - --quiet | head -n 1;"
                + " echo ${PIPESTATUS[0]}");
    assertEquals(2, result.out().lines().count(), result.out());
    assertTrue(result.out().endsWith("\n0\n"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    Script.Result result = replay(Path.of("none.jsonl"), "--alerts", "alerts");
    assertEquals(1, result.exitCode());
    assertComplains(result, "none.jsonl");
    assertTrue(Files.notExists(folder.resolve("alerts")));
  }

  @Test
  void anEmptyFileHoldsNothing() throws Exception {
    Script.Result result = replay(Files.createFile(folder.resolve("empty")), "--scores", "scores");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.err().contains("0 events"), result.err());
    assertEquals(0, Files.size(folder.resolve("scores")));
  }

  @Test
  void binaryJunkIsRejectedAndCounted() throws Exception {
    byte[] junk = new byte[1 << 20];
    new Random(7).nextBytes(junk);
    Script.Result result =
        replay(Files.write(folder.resolve("junk"), junk), "--rejects", "rejects");
    assertEquals(0, result.exitCode(), result.err());
    assertCalm(result);
    assertTrue(result.err().contains("rejected"), result.err());
    assertTrue(Files.readAllLines(folder.resolve("rejects")).get(0).contains("junk"));
  }

  @Test
  void aTruncatedGzipIsTold() throws Exception {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(whole)) {
      gzip.write(Files.readAllBytes(history()));
    }
    byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() / 2);
    Script.Result result =
        replay(Files.write(folder.resolve("half.gz"), half), "--rejects", "rejects");
    assertEquals(0, result.exitCode(), result.err());
    assertCalm(result);
    assertTrue(Files.readString(folder.resolve("rejects")).contains("half.gz"));
  }

  @Test
  void aLineOfFiftyMegabytesIsRejectedAndTheNextOneRead() throws Exception {
    Path log = folder.resolve("long.jsonl");
    try (OutputStream out = Files.newOutputStream(log)) {
      byte[] piece = new byte[1 << 20];
      Arrays.fill(piece, (byte) 'x');
      for (int i = 0; i < 50; i++) {
        out.write(piece);
      }
      out.write(("\n" + event(1, 0, 1)).getBytes(StandardCharsets.UTF_8));
    }
    Script.Result result = replay(log, "--scores", "scores", "--rejects", "rejects");
    assertEquals(0, result.exitCode(), result.err());
    assertCalm(result);
    assertEquals(1, Files.readAllLines(folder.resolve("scores")).size());
    assertTrue(Files.size(folder.resolve("rejects")) < 1 << 20, "a reject repeats all of its line");
  }

  @Test
  void deepNestingIsRejected() throws Exception {
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000) + "\n" + event(1, 0, 1);
    Path log = Files.writeString(folder.resolve("deep.jsonl"), deep);
    Script.Result result = replay(log, "--scores", "scores");
    assertEquals(0, result.exitCode(), result.err());
    assertCalm(result);
    assertEquals(1, Files.readAllLines(folder.resolve("scores")).size());
  }

  @Test
  void anOutputThatCannotBeWrittenIsNamed() throws Exception {
    Script.Result result = replay(history(), "--alerts", "no/such/folder/alerts.jsonl");
    assertEquals(1, result.exitCode());
    assertComplains(result, "no/such/folder");
    Files.createDirectory(folder.resolve("taken"));
    assertEquals(1, replay(history(), "--alerts", "taken").exitCode());
  }

  /** The stranger of p7 publishes again, after an analyst has said that he is no stranger. */
  @Test
  void aVerdictChangesWhatTheNextReplayHoldsNormal() throws Exception {
    Path log = history();
    Files.writeString(log, event(7, 20, 999), StandardOpenOption.APPEND);
    replay(log, "--alerts", "alerts", "--scores", "before");
    String alert =
        Files.readAllLines(folder.resolve("alerts")).stream()
            .filter(line -> line.contains("npm:p7@1.19.0"))
            .findFirst()
            .orElseThrow();
    String id = alert.replaceAll(".*\"alert_id\":\"(pw-[0-9a-f]+)\".*", "$1");
    for (String said : List.of("benign", "confirmed")) {
      Script.Result verdict =
          script.run("verdict", id, said, "--alerts", "alerts", "--verdicts", said);
      assertEquals(0, verdict.exitCode(), verdict.err());
      assertTrue(verdict.out().startsWith(id + " is " + said + " from "), verdict.out());
      Script.Result after = replay(log, "--verdicts", said, "--scores", "after-" + said);
      assertTrue(after.err().contains("verdicts"), after.err());
    }
    assertEquals(score("before", "npm:p7@1.19.0"), score("after-benign", "npm:p7@1.19.0"));
    assertTrue(score("after-benign", "npm:p7@1.20.0") < score("after-confirmed", "npm:p7@1.20.0"));
    assertComplains(
        script.run("verdict", "pw-0", "benign", "--data", "none"), "nothing is up over");
  }

  private double score(String file, String eventId) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream()
        .filter(line -> line.contains('"' + eventId + '"'))
        .mapToDouble(
            line -> Double.parseDouble(line.replaceAll(".*\"score_bits\":([0-9.]+)}", "$1")))
        .findFirst()
        .orElseThrow();
  }

  private Script.Result replay(Path log, String... more) throws IOException, InterruptedException {
    String[] arguments = {"replay", "--format", FORMAT, log.toString()};
    int given = arguments.length;
    arguments = Arrays.copyOf(arguments, given + more.length);
    System.arraycopy(more, 0, arguments, given, more.length);
    return script.run(arguments);
  }

  /** 32 projects that publish monthly, each by its own account; p7's last is by a stranger. */
  private Path history() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int month = 0; month < EVENTS / 32; month++) {
      for (int project = 0; project < 32; project++) {
        boolean odd = project == 7 && month == EVENTS / 32 - 1;
        lines.append(event(project, month, odd ? 999 : project));
      }
    }
    return Files.writeString(folder.resolve("history.jsonl"), lines);
  }

  private static String event(int project, int month, int actor) {
    return """
        {"type":"publish","event_id":"npm:p%1$d@1.%2$d.0","source":"npm",\
        "time":"20%3$02d-%4$02d-03T10:%5$02d:00.000Z","action":"release:publish",\
        "project":"pkg:npm/p%1$d","owner":"o%1$d","version":"1.%2$d.0",\
        "actor":{"id":"acct-%6$d","kind":"user"}}
        """
        .formatted(project, month, 18 + month / 12, 1 + month % 12, project, actor);
  }

  private void assertSameBytes(String one, String other) throws IOException {
    assertArrayEquals(
        Files.readAllBytes(folder.resolve(one)), Files.readAllBytes(folder.resolve(other)));
  }

  private static void assertComplains(Script.Result result, String about) {
    assertCalm(result);
    assertTrue(
        result.err().lines().anyMatch(l -> l.startsWith("pubwatch: ") && l.contains(about)),
        result.err());
  }

  private static void assertCalm(Script.Result result) {
    assertFalse(result.err().contains("\tat "), result.err());
    assertFalse(result.err().contains("Exception"), result.err());
  }
}
