package dev.pubwatch.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestTest {
  private static final int FEW = 1500;

  private static List<Event> events() {
    return LabelledTraffic.generate(1).events().subList(0, FEW);
  }

  private static List<Peer> peers() {
    return List.of(
        new CutForestPeer(new CutForestPeer.Settings(5, 32, true, Sample.View.GROUPS), 1),
        new HalfSpacePeer(new HalfSpaceTrees.Settings(5, 6, 50), Sample.View.GROUPS, 1),
        new RulesTripped());
  }

  @Test
  void everyMethodScoresEveryEventAlikeEachTime() {
    List<Contest.Entry> once = Contest.run(events(), peers());
    List<Contest.Entry> again = Contest.run(events(), peers());
    assertEquals(Contest.DETECTOR, once.get(0).name());
    for (int i = 0; i < once.size(); i++) {
      assertEquals(FEW, once.get(i).scores().length);
      assertArrayEquals(once.get(i).scores(), again.get(i).scores());
    }
  }

  @Test
  void noTwoSettingsShareAName() {
    List<String> names = Contest.peers().stream().map(Peer::name).toList();
    assertEquals(names.size(), names.stream().distinct().count());
  }

  @Test
  void everyLabelOfTheGeneratedStreamNamesAnEvent() {
    History history = LabelledTraffic.generate(1);
    long labelled =
        history.events().stream()
            .map(History::subject)
            .filter(history.labels()::containsKey)
            .distinct()
            .count();
    assertEquals(history.labels().size(), labelled);
  }

  @Test
  void scoresAreWrittenAsReplayWritesThem(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("scores.jsonl");
    List<Event> one = events().subList(0, 1);
    ScoreFile.write(file, one, new float[] {1.5f});
    List<String> lines = Files.readAllLines(file);
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).startsWith("{\"event_id\":\"" + one.get(0).eventId() + "\""));
    assertTrue(lines.get(0).endsWith("\"score_bits\":1.500000}"), lines.get(0));
  }
}
