package dev.pubwatch.job.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.events.VerdictSubject;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.job.stream.StandardDetector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts through the whole topology on an embedded cluster. */
class VerdictReplayTest {
  private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant FIRST = BEGIN.plus(800, ChronoUnit.DAYS);
  private static final Instant SECOND = FIRST.plus(2, ChronoUnit.DAYS);
  private static final String TARGET = "pkg:npm/p7";

  @TempDir Path folder;
  private Path history = Path.of("");

  /** Forty projects, each with two publishers; a stranger publishes twice at the end of one. */
  @BeforeEach
  void writeHistory() throws Exception {
    Random random = new Random(4);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3_200; i++) {
      int project = random.nextInt(40);
      String actor = (random.nextInt(3) == 0 ? "b" : "a") + project;
      Instant time = BEGIN.plusSeconds(random.nextInt(800 * 86_400));
      lines.add(Inputs.line("e" + i, "pkg:npm/p" + project, actor, time));
    }
    lines.add(Inputs.line("first", TARGET, "stranger", FIRST));
    lines.add(Inputs.line("second", TARGET, "stranger", SECOND));
    history = Inputs.write(folder.resolve("history"), lines);
  }

  private static Verdict said(VerdictKind kind, Instant time, String actor) {
    return Verdict.newBuilder()
        .setAlertId("pw-1")
        .setVerdict(kind)
        .setTime(time)
        .setSubjects(List.of(new VerdictSubject("npm", TARGET, null, actor, null, null)))
        .setEvents(
            List.of(new EvidenceEvent("first", TARGET, null, FIRST, "release:publish", "npm")))
        .build();
  }

  private record Result(ReplaySummary summary, String scores) {
    double bits(String eventId) {
      String line =
          scores.lines().filter(l -> l.contains("\"" + eventId + "\"")).findFirst().orElseThrow();
      return Double.parseDouble(line.replaceAll(".*\"score_bits\":([0-9.]+)}", "$1"));
    }
  }

  private Result run(int parallelism, Verdict... verdicts) throws Exception {
    Path scores = folder.resolve("scores");
    List<String> lines = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      lines.add(CanonicalJson.write(verdict));
    }
    Path file = Inputs.write(folder.resolve("verdicts"), lines);
    ReplayOptions options =
        Inputs.options(history).toBuilder()
            .outputs(null, scores.toString(), null)
            .parallelism(parallelism)
            .verdicts(file)
            .build();
    ReplaySummary summary =
        ReplayJob.run(
            options, StandardDetector.of(DetectorConfig.DEFAULTS), ReplayProgress.NONE, System.out);
    return new Result(summary, Files.readString(scores));
  }

  @Test
  void benignEndsWhatConfirmedKeeps() throws Exception {
    Instant then = FIRST.plusSeconds(3_600);
    Result none = run(1);
    assertTrue(none.bits("second") >= 5, "unjudged: " + none.bits("second"));
    Result benign = run(1, said(VerdictKind.benign, then, "stranger"));
    assertTrue(benign.bits("second") < 3, "benign: " + benign.bits("second"));
    assertEquals(none.bits("first"), benign.bits("first"), "the past is not judged again");
    Result confirmed = run(1, said(VerdictKind.confirmed, then, "stranger"));
    assertTrue(confirmed.bits("second") >= 5, "confirmed: " + confirmed.bits("second"));

    assertEquals(3_202, benign.summary.events());
    assertEquals(3_202, benign.summary.scored());
    assertEquals(1, benign.summary.verdicts());
    assertTrue(benign.summary.verdictsHeeded() >= 2, "project and account");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void undoneRepeatedStrangeAndLateOnesChangeNoByte(int parallelism) throws Exception {
    Result none = run(1);
    Instant then = FIRST.plusSeconds(3_600);
    Result undone =
        run(
            parallelism,
            said(VerdictKind.withdrawn, then.plusSeconds(60), "stranger"),
            said(VerdictKind.benign, then, "stranger"),
            said(VerdictKind.benign, then, "stranger"),
            said(VerdictKind.confirmed, then.plusSeconds(90), "nobody"),
            said(VerdictKind.benign, SECOND.plusSeconds(1), "stranger"));
    assertEquals(none.scores, undone.scores);
    assertEquals(5, undone.summary.verdicts());
    assertEquals(1, undone.summary.duplicates());
  }

  @Test
  void oneThatSaysNothingIsARejectWithItsReason() throws Exception {
    Result result = run(1, said(VerdictKind.unknown, SECOND, "stranger"));
    assertEquals(1, result.summary.rejected());
    assertEquals(0, result.summary.verdicts());
  }
}
