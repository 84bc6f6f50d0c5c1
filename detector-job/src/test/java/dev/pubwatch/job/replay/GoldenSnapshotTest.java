package dev.pubwatch.job.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.job.stream.StandardDetector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snapshot of each released version is begun with, and then scored with. */
class GoldenSnapshotTest {
  private static final int VERSION = 1;
  private static final int LEARNED = 480;
  private static final int EVENTS = 600;
  private static final String ADVICE =
      "A snapshot of a released version no longer reads or scores the same. If that is meant, see"
          + " 'Golden files' in CONTRIBUTING.md and say so in CHANGELOG.md.";

  @TempDir private Path folder = Path.of("");

  /** Publishes, token uses and workflow edits, so that every stage holds something. */
  private static List<String> history() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int who = i * 7 % 6;
      String common =
          String.format(
              Locale.ROOT,
              "\"event_id\":\"g%1$d\",\"source\":\"golden\",\"time\":\"20%2$02d-%3$02d-%4$02dT%5$02d:00:00.000Z\","
                  + "\"project\":\"git/o%6$d/p%6$d\",\"owner\":\"o%6$d\","
                  + "\"actor\":{\"id\":\"a%7$d\",\"kind\":\"user\"},"
                  + "\"credential\":{\"id\":\"c%7$d\",\"kind\":\"api_token\",\"scopes\":[]},"
                  + "\"origin\":{\"ip\":\"192.0.2.%8$d\",\"client\":\"npm\",\"client_version\":\"10.%9$d\"}",
              i,
              20 + i / 336,
              1 + i / 28 % 12,
              1 + i % 28,
              8 + who,
              who,
              i % 97 == 96 ? 9 : who,
              1 + who,
              i / 200);
      lines.add(
          switch (i % 3) {
            case 0 ->
                "{\"type\":\"publish\",\"action\":\"release:publish\",\"version\":\"1.%d.0\",%s}"
                    .formatted(i / 6, common);
            case 1 -> "{\"type\":\"token\",\"action\":\"token:use\",%s}".formatted(common);
            default ->
                ("{\"type\":\"ci\",\"action\":\"workflow:update\",\"ci\":{\"workflow\":\"ci.yml\","
                        + "\"secrets_passed\":[\"T\"],\"egress_hosts\":[\"h%d.example\"]},%s}")
                    .formatted(who, common);
          });
    }
    return lines;
  }

  private List<String> score(List<String> lines, @Nullable Path stateIn, @Nullable Path stateOut)
      throws IOException, ReplayException {
    Path scores = folder.resolve("scores");
    ReplayOptions options =
        Inputs.options(Inputs.write(folder.resolve("in"), lines)).toBuilder()
            .outputs(null, scores.toString(), null)
            .state(stateIn, stateOut == null ? null : stateOut.toString())
            .build();
    ReplaySummary summary =
        ReplayJob.run(
            options, StandardDetector.of(DetectorConfig.DEFAULTS), ReplayProgress.NONE, System.out);
    assertEquals(lines.size(), summary.scored(), summary.toString());
    return Files.readAllLines(scores);
  }

  @Test
  void everyReleasedSnapshotIsBegunWithAndScoresTheSame() throws Exception {
    List<String> after = history().subList(LEARNED, EVENTS);
    for (int version = 1; version <= VERSION; version++) {
      Path state = copied("snapshot-v" + version + ".state");
      List<String> expected = Files.readAllLines(copied("snapshot-v" + version + ".scores.jsonl"));
      assertEquals(expected, score(after, state, null), "version " + version + ". " + ADVICE);
    }
  }

  private Path copied(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream golden = getClass().getResourceAsStream("/golden/" + name)) {
      assertNotNull(golden, "there is no golden file " + name + ". " + ADVICE);
      Files.copy(golden, copy);
    }
    return copy;
  }

  @Test
  void writesTheGoldenFilesOfTheCurrentVersionWhenAsked() throws Exception {
    String target = System.getProperty("golden.write");
    Path written = target == null ? folder : Files.createDirectories(Path.of(target));
    Path state = written.resolve("snapshot-v" + VERSION + ".state");
    List<String> lines = history();
    score(lines.subList(0, LEARNED), null, state);
    List<String> scores = score(lines.subList(LEARNED, EVENTS), state, null);
    Files.write(written.resolve("snapshot-v" + VERSION + ".scores.jsonl"), scores);
  }
}
