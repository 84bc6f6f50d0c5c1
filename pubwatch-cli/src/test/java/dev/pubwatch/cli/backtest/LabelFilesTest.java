package dev.pubwatch.cli.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.backtest.measure.Alerting;
import dev.pubwatch.cli.backtest.measure.Collector;
import dev.pubwatch.cli.backtest.measure.Contender;
import dev.pubwatch.cli.backtest.measure.Judged;
import dev.pubwatch.cli.backtest.measure.Labels;
import dev.pubwatch.cli.backtest.measure.ScoredEvent;
import dev.pubwatch.cli.backtest.measure.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelFilesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void threeShapesAreRead() throws IOException {
    Collector collector =
        collector(
            null,
            "{\"package\":\"a\",\"version\":\"1\",\"label\":\"malicious\",\"campaign\":\"one\"}",
            "",
            "{\"repo\":\"org/r\",\"commit\":\"c1\",\"label\":\"malicious\",\"wave\":\"monday\"}",
            "{\"repo\":\"org/s\",\"commit\":\"c2\",\"label\":\"malicious\",\"wave\":\"monday\"}",
            "{\"repo\":\"org/s\",\"commit\":\"c3\",\"label\":\"residual\"}",
            "{\"event_id\":\"audit:1\"}");
    Judged judged = collector.judged();
    assertEquals(4, judged.malicious());
    assertEquals(1, judged.other());
    assertEquals(List.of("one", "org", "audit:1"), campaigns(collector));
    assertEquals(List.of(), judged.labels().unnamed());
  }

  @Test
  void theFieldThatNamesTheCampaignCanBeChosen() throws IOException {
    Collector collector =
        collector("wave", "{\"repo\":\"org/r\",\"commit\":\"c1\",\"wave\":\"monday\"}");
    assertEquals(List.of("monday"), campaigns(collector));
  }

  @Test
  void sabotageIsToBeCaughtToo() throws IOException {
    String label = "{\"package\":\"a\",\"version\":\"1\",\"label\":\"sabotage\"}";
    assertEquals(1, collector(null, label).judged().malicious());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | record must be a JSON object, was an array",
        "{\"package\":\"a\"} | version is missing: expected a string",
        "{\"repo\":7,\"commit\":\"c\"} | repo must be a string, was a number",
        "{\"label\":\"malicious\"} | names no event: expected event_id, or package and version, or repo and commit",
        "{\"event_id\":\"e\",\"campaign\":[]} | campaign must be a string",
        "{\"package\":\"a\",\"version\":\"1\",\"campaign\":\"other\"} | labels release a 1 otherwise than",
      })
  void aLineThatIsNoLabelIsNamed(String line, String complaint) throws IOException {
    Path file = write("{\"package\":\"a\",\"version\":\"1\"}", "", line);
    IOException e = assertThrows(IOException.class, () -> read(null, file));
    String said = "" + e.getMessage();
    assertTrue(said.startsWith(file + ":3: " + complaint), said);
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Path none = folder.resolve("none.jsonl");
    assertThrows(NoSuchFileException.class, () -> read(null, none));
    Path empty = write("", " ");
    IOException e = assertThrows(IOException.class, () -> read(null, empty));
    assertEquals(empty + ": holds no labels", e.getMessage());
    e = assertThrows(IOException.class, () -> read(null, folder));
    assertEquals(folder + ": must be a file of JSON lines, is a folder", e.getMessage());
    Path bytes =
        Files.write(
            folder.resolve("bytes"), "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
    e = assertThrows(IOException.class, () -> read(null, bytes));
    assertEquals(bytes + ":1 or later: is not valid UTF-8", e.getMessage());
  }

  private Collector collector(@Nullable String campaignField, String... lines) throws IOException {
    Collector collector =
        new Collector(
            read(campaignField, write(lines)),
            new Selection(Long.MIN_VALUE, 0, Set.of()),
            List.of(new Contender("own", ScoredEvent::scoreBits)));
    collector.add(new ScoredEvent("npm:a@1", "pkg:npm/a", "1", 1, "publish", "release:publish", 9));
    for (int i = 1; i <= 3; i++) {
      String repo = i == 1 ? "org/r" : "org/s";
      String id = "git:%s@c%d".formatted(repo, i);
      collector.add(new ScoredEvent(id, "git/" + repo, null, 2, "ci", "workflow:update", 9));
    }
    collector.add(new ScoredEvent("audit:1", null, null, 3, "token", "token:use", 9));
    return collector;
  }

  private static List<String> campaigns(Collector collector) {
    Alerting alerting = collector.alerting(List.of());
    return alerting.campaigns().stream().map(c -> c.campaign()).toList();
  }

  private static Labels read(@Nullable String campaignField, Path file) throws IOException {
    return new LabelFiles(Set.of("malicious", "sabotage"), campaignField).read(List.of(file));
  }

  private Path write(String... lines) throws IOException {
    return Files.write(folder.resolve("labels.jsonl"), List.of(lines));
  }
}
