package dev.pubwatch.job.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.job.stream.CountingDetector;
import dev.pubwatch.job.stream.DetectorFactory;
import dev.pubwatch.job.stream.StandardDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A history in two halves with a snapshot between them is the history in one. */
class WarmStartTest {
  private static final int EVENTS = 1_200;
  private static final int SPLIT = 700;

  /** From here on somebody else publishes what one of the accounts did. */
  private static final int INTRUSION = 1_100;

  @TempDir private Path folder = Path.of("");
  private Path all = folder;
  private Path first = folder;
  private Path second = folder;

  @BeforeEach
  void writeHistory() throws IOException {
    List<String> lines = Inputs.lines(EVENTS, 17, 8 * 3_600_000);
    for (int i = INTRUSION; i < EVENTS; i++) {
      lines.set(i, lines.get(i).replace("\"actor0\"", "\"intruder\""));
    }
    all = Inputs.write(folder.resolve("all"), lines);
    first = Inputs.write(folder.resolve("first"), lines.subList(0, SPLIT));
    second = Inputs.write(folder.resolve("second"), lines.subList(SPLIT, EVENTS));
  }

  private record Run(ReplaySummary summary, List<String> alerts, List<String> scores) {}

  private Run run(
      DetectorFactory detector,
      int parallelism,
      @Nullable Path stateIn,
      @Nullable Path stateOut,
      Path... inputs)
      throws Exception {
    Path alerts = folder.resolve("alerts");
    Path scores = folder.resolve("scores");
    ReplayOptions options =
        Inputs.options(inputs).toBuilder()
            .outputs(alerts.toString(), scores.toString(), null)
            .parallelism(parallelism)
            .state(stateIn, stateOut == null ? null : stateOut.toString())
            .build();
    ReplaySummary summary = ReplayJob.run(options, detector, ReplayProgress.NONE, System.out);
    return new Run(summary, Files.readAllLines(alerts), Files.readAllLines(scores));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSecondHalfIsJudgedAsInOneRunAndLeavesTheSameBytes(boolean standard) throws Exception {
    DetectorFactory detector =
        standard ? StandardDetector.of(new DetectorConfig(500, 2, Long.MIN_VALUE)) : chain();
    Path once = folder.resolve("once.state");
    Path half = folder.resolve("half.state");
    Path twice = folder.resolve("twice.state");
    Run whole = run(detector, 1, null, once, all);
    Run before = run(detector, 2, null, half, first);
    Run after = run(detector, 2, half, twice, second);

    assertTrue(after.alerts.size() > 0, "no alert to compare");
    int n = before.alerts.size();
    assertEquals(whole.alerts.subList(n, whole.alerts.size()), after.alerts);
    assertEquals(whole.scores.subList(SPLIT, EVENTS), after.scores);
    assertArrayEquals(Files.readAllBytes(once), Files.readAllBytes(twice));
  }

  @Test
  void whatTheHistoryEndedWithIsKnownWhenItComesAgain() throws Exception {
    List<String> quick = Inputs.lines(EVENTS, 17); // within the days that ids are kept for
    Inputs.write(first, quick.subList(0, SPLIT));
    Inputs.write(second, quick.subList(SPLIT, EVENTS));
    Path half = folder.resolve("half.state");
    run(chain(), 1, null, half, first);
    Run again = run(chain(), 2, half, null, first, second);
    Run once = run(chain(), 2, half, null, second);
    assertEquals(SPLIT, again.summary.duplicates());
    assertEquals(once.scores, again.scores);
  }

  @Test
  void aReplayOfNothingHandsOnWhatItBeganWith() throws Exception {
    Path half = folder.resolve("half.state");
    Path same = folder.resolve("same.state");
    run(chain(), 1, null, half, first);
    run(chain(), 1, half, same, Inputs.write(folder.resolve("none"), List.of()));
    assertArrayEquals(Files.readAllBytes(half), Files.readAllBytes(same));
  }

  @Test
  void aFileThatIsNoWholeSnapshotIsRefusedInOneSentence() throws Exception {
    Path half = folder.resolve("half.state");
    run(chain(), 1, null, half, first);
    byte[] bytes = Files.readAllBytes(half);
    assertRefused("is no snapshot", "not a snapshot at all".getBytes(UTF_8));
    assertRefused("is no snapshot", new byte[0]);
    assertRefused("is cut short", Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused("is cut short", Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused("format 2, this pubwatch reads format 1", flipped(bytes, 11, 3));
    for (int at = 12; at < bytes.length; at += 1 + bytes.length / 97) {
      assertRefused("", flipped(bytes, at, 0x55));
    }
  }

  @Test
  void aSnapshotOfAnotherDetectorIsRefused() throws Exception {
    Path half = folder.resolve("half.state");
    run(chain(), 1, null, half, first);
    DetectorFactory other = StandardDetector.of(DetectorConfig.DEFAULTS);
    ReplayException refused =
        assertThrows(ReplayException.class, () -> run(other, 1, half, null, second));
    assertTrue(
        String.valueOf(refused.getMessage())
            .contains("state of project, which this pubwatch does not have"),
        refused.toString());
  }

  private static DetectorFactory chain() {
    return new CountingDetector();
  }

  private static byte[] flipped(byte[] bytes, int at, int bits) {
    byte[] other = bytes.clone();
    other[at] ^= (byte) bits;
    return other;
  }

  private void assertRefused(String why, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("bad.state"), bytes);
    ReplayException refused =
        assertThrows(ReplayException.class, () -> run(chain(), 1, file, null, second));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(file + " ") && message.contains(why), message);
    assertTrue(message.lines().count() == 1, message);
  }
}
