package dev.pubwatch.job.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.job.stream.CountingDetector;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole topology on an embedded cluster, with a detector that any change of order shows in. */
class ReplayJobTest {
  @TempDir Path folder;

  private record Result(ReplaySummary summary, String alerts, String scores) {}

  private Result run(String name, int parallelism, Path... inputs) throws Exception {
    Path alerts = folder.resolve(name + "-alerts.jsonl");
    Path scores = folder.resolve(name + "-scores.jsonl");
    ReplayOptions options =
        Inputs.options(inputs).toBuilder()
            .outputs(alerts.toString(), scores.toString(), null)
            .parallelism(parallelism)
            .build();
    ReplaySummary summary =
        ReplayJob.run(options, new CountingDetector(), ReplayProgress.NONE, System.out);
    return new Result(summary, Files.readString(alerts), Files.readString(scores));
  }

  @Test
  void orderOfInputAndParallelismChangeNoByte() throws Exception {
    List<String> lines = Inputs.lines(3_000, 7);
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(3));
    Path ordered = Inputs.write(folder.resolve("ordered"), lines);
    Path first = Inputs.write(folder.resolve("first"), shuffled.subList(0, 1_000));
    Path second = Inputs.write(folder.resolve("second"), shuffled.subList(1_000, 3_000));

    Result expected = run("a", 1, ordered);
    Result actual = run("b", 2, second, first);

    assertEquals(3_000, expected.summary.scored());
    assertEquals(1_000, expected.summary.alerts());
    assertEquals(0, actual.summary.late());
    assertEquals(expected.scores, actual.scores);
    assertEquals(expected.alerts, actual.alerts);
  }

  @Test
  void whatIsReadTwiceCountsOnce() throws Exception {
    Path input = Inputs.write(folder.resolve("in"), Inputs.lines(200, 5));
    Result once = run("once", 1, input);
    Result twice = run("twice", 1, input, input);
    assertEquals(400, twice.summary.events());
    assertEquals(200, twice.summary.duplicates());
    assertEquals(once.scores, twice.scores);
  }

  @Test
  void aScoreIsOneFlatLine() throws Exception {
    Path input = Inputs.write(folder.resolve("in"), Inputs.lines(1, 5));
    String line = run("one", 1, input).scores;
    assertTrue(
        line.matches(
            "\\{\"event_id\":\"e0\",\"project\":\"pkg:npm/p\\d\",\"version\":\"1.0.e0\","
                + "\"time\":\"2024-03-01T\\d\\d:\\d\\d:\\d\\d\\.000Z\","
                + "\"type\":\"publish\",\"action\":\"release:publish\","
                + "\"score_bits\":\\d+\\.\\d{6}}\n"),
        line);
  }

  @Test
  void dashIsStdoutAndCarriesNothingElse() throws Exception {
    Path input = Inputs.write(folder.resolve("in"), Inputs.lines(9, 5));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stdout = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ReplayOptions options = Inputs.options(input).toBuilder().outputs("-", null, null).build();
    ReplayJob.run(options, new CountingDetector(), ReplayProgress.NONE, stdout);
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).startsWith("{\"alert_id\":\"chain-"), lines.get(0));
  }
}
