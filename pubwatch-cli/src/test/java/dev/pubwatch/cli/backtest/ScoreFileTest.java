package dev.pubwatch.cli.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void anotherDetectorsScoresNeedAnIdAndANumber() throws IOException {
    Path file =
        write(
            "{\"event_id\":\"a\",\"score_bits\":1.5}",
            "{\"event_id\":\"b\",\"score_bits\":null}",
            "{\"event_id\":\"a\",\"score_bits\":1,\"more\":true}");
    assertEquals(Map.of("a", 1.5, "b", 0.0), ScoreFile.byEvent(file));
  }

  @Test
  void whatIsNoScoreIsNamedWithItsLine() throws IOException {
    complains(
        write("{\"event_id\":\"a\"}"), ":1: score_bits must be a number or null, was missing");
    complains(
        write("{\"event_id\":\"a\",\"score_bits\":\"1\"}"),
        ":1: score_bits must be a number or null, was \"1\"");
    complains(write("{\"score_bits\":1}"), ":1: event_id is missing: expected a string");
    complains(write(), ": holds no scores");
  }

  private static void complains(Path file, String complaint) {
    IOException e = assertThrows(IOException.class, () -> ScoreFile.byEvent(file));
    assertEquals(file + complaint, e.getMessage());
  }

  private Path write(String... lines) throws IOException {
    return Files.write(folder.resolve("scores.jsonl"), List.of(lines));
  }
}
