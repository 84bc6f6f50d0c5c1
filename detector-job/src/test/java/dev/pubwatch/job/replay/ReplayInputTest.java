package dev.pubwatch.job.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hostile world feeds to a replay; with no event to score, no cluster starts. */
class ReplayInputTest {
  @TempDir Path folder;

  private ReplaySummary run(ReplayOptions options) throws ReplayException {
    return ReplayJob.run(options, ReplayProgress.NONE);
  }

  private ReplaySummary runRejecting(Path input) throws ReplayException {
    return run(
        Inputs.options(input).toBuilder()
            .outputs(null, null, folder.resolve("rejects.jsonl").toString())
            .build());
  }

  private List<String> rejects() throws IOException {
    return Files.readAllLines(folder.resolve("rejects.jsonl"));
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".part")));
    }
  }

  @Test
  void anEmptyFileHoldsNoEvents() throws Exception {
    Path alerts = folder.resolve("alerts.jsonl");
    ReplaySummary summary =
        run(
            Inputs.options(Files.createFile(folder.resolve("empty"))).toBuilder()
                .outputs(alerts.toString(), null, null)
                .build());
    assertEquals(0, summary.events());
    assertEquals(0, summary.rejected());
    assertEquals("", Files.readString(alerts));
  }

  @Test
  void binaryJunkIsRejected() throws Exception {
    byte[] junk = new byte[10_000];
    new Random(1).nextBytes(junk);
    ReplaySummary summary = runRejecting(Files.write(folder.resolve("junk"), junk));
    assertEquals(0, summary.events());
    assertTrue(summary.rejected() > 0);
    assertEquals(summary.rejected(), rejects().size());
  }

  @Test
  void aTruncatedGzipGivesWhatCameBeforeAndOneReject() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (String line : Inputs.lines(3_000, 1)) {
        gzip.write((line.replace("release", "broken\":") + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
    ReplaySummary summary = runRejecting(Files.write(folder.resolve("cut.gz"), cut));
    assertTrue(summary.rejected() > 1_000, summary.toString());
    String last = rejects().get(rejects().size() - 1);
    assertTrue(last.contains("cut.gz") && last.contains("gzip"), last);
  }

  @Test
  void aLineOf50MegabytesIsRejectedWithoutBeingHeld() throws Exception {
    Path file = folder.resolve("long");
    try (var out = Files.newBufferedWriter(file)) {
      char[] chunk = new char[1 << 20];
      Arrays.fill(chunk, 'x');
      for (int i = 0; i < 50; i++) {
        out.write(chunk);
      }
    }
    assertEquals(1, runRejecting(file).rejected());
    assertTrue(rejects().get(0).contains("longer than the 16,777,216 bytes"), rejects().get(0));
  }

  @Test
  void deepJsonIsRejected() throws Exception {
    String deep = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);
    Path file = Files.writeString(folder.resolve("deep"), deep);
    assertEquals(1, runRejecting(file).rejected());
  }

  @Test
  void aRejectSaysFileLineAndReason() throws Exception {
    Path file = Files.writeString(folder.resolve("bad"), "\n\n{\"type\":\"\\u0007odd\"}\n");
    runRejecting(file);
    String reject = rejects().get(0);
    assertTrue(reject.contains("\"line\":3"), reject);
    assertTrue(reject.contains("\"file\":\"" + file + "\""), reject);
    assertFalse(reject.contains("\u0007"), reject);
  }

  @Test
  void aMissingFileIsOneClearSentence() {
    ReplayException e =
        assertThrows(
            ReplayException.class, () -> run(Inputs.options(folder.resolve("nowhere.jsonl"))));
    assertEquals("no such file or folder: " + folder.resolve("nowhere.jsonl"), e.getMessage());
  }

  @Test
  void aGlobWithoutMatchIsOneClearSentence() {
    ReplayException e =
        assertThrows(ReplayException.class, () -> run(Inputs.options(folder.resolve("*.jsonl"))));
    assertEquals("no file matches " + folder.resolve("*.jsonl"), e.getMessage());
  }

  @Test
  void anUnwritableTargetIsFoundBeforeTheRun() throws Exception {
    Path input = Inputs.write(folder.resolve("in"), Inputs.lines(5, 1));
    String target = folder.resolve("no/such/alerts.jsonl").toString();
    ReplayException e =
        assertThrows(
            ReplayException.class,
            () -> run(Inputs.options(input).toBuilder().outputs(target, null, null).build()));
    assertEquals("cannot write alerts to " + target + ": no such file or folder", e.getMessage());
  }

  @Test
  void aFolderAsTargetIsOneClearSentence() throws Exception {
    Path input = Inputs.write(folder.resolve("in"), Inputs.lines(5, 1));
    ReplayException e =
        assertThrows(
            ReplayException.class,
            () ->
                run(
                    Inputs.options(input).toBuilder()
                        .outputs(null, folder.toString(), null)
                        .build()));
    assertEquals("cannot write scores to " + folder + ": it is a folder", e.getMessage());
    assertNothingLeft();
  }

  @Test
  void interruptionLeavesNothingBehind() throws Exception {
    Path input = Inputs.write(folder.resolve("in"), Inputs.lines(5, 1));
    Path temp = Files.createDirectory(folder.resolve("temp"));
    ReplayOptions options =
        Inputs.options(input).toBuilder()
            .outputs(folder.resolve("a").toString(), null, null)
            .tempFolder(temp)
            .build();
    Thread.currentThread().interrupt();
    ReplayException e = assertThrows(ReplayException.class, () -> run(options));
    assertTrue(Thread.interrupted());
    assertEquals("interrupted", e.getMessage());
    assertNothingLeft();
    assertFalse(Files.exists(folder.resolve("a")));
    try (Stream<Path> left = Files.list(temp)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void eventsOutsideSinceAndUntilAreCountedAndLeftOut() throws Exception {
    Path input = Inputs.write(folder.resolve("in"), Inputs.lines(50, 1));
    ReplayOptions options =
        Inputs.options(input).toBuilder()
            .between(Instant.parse("2030-01-01T00:00:00Z"), null)
            .build();
    ReplaySummary summary = run(options);
    assertEquals(0, summary.events());
    assertEquals(50, summary.outside());
  }
}
