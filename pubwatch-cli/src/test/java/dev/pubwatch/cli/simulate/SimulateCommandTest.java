package dev.pubwatch.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.simulate.scenario.Scenarios;
import dev.pubwatch.cli.terminal.FakeTerminal;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.formats.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files in a folder. */
class SimulateCommandTest {
  private final FakeTerminal fake = FakeTerminal.piped();

  @TempDir private Path folder = Path.of("");

  @Test
  void filesAreTheSameTwiceAndLabelsNameEvents() throws Exception {
    simulate("ghostaction", "a");
    simulate("ghostaction", "b");
    assertEquals(
        List.of("README.md", "events.jsonl", "exposures.jsonl", "labels.jsonl"), names("a"));
    for (String name : names("a")) {
      assertArrayEquals(bytes("a", name), bytes("b", name), name);
    }
    Set<String> ids = new HashSet<>();
    for (String line : Files.readAllLines(folder.resolve("a/events.jsonl"))) {
      ids.add(json(line).path("event_id").asText());
    }
    for (String line : Files.readAllLines(folder.resolve("a/labels.jsonl"))) {
      JsonNode label = json(line);
      assertTrue(ids.contains(label.path("event_id").asText()), line);
      assertEquals("malicious", label.path("label").asText());
      assertEquals("ghostaction", label.path("campaign").asText());
    }
    for (String line : Files.readAllLines(folder.resolve("a/exposures.jsonl"))) {
      CanonicalJson.read(Exposure.class, line);
    }
    assertEquals("", fake.out());
  }

  @Test
  void whatAnEarlierRunLeftIsGone() throws Exception {
    simulate("ghostaction", "a");
    simulate("background", "a");
    assertEquals(List.of("README.md", "events.jsonl"), names("a"));
    assertFalse(Files.readString(folder.resolve("a/README.md")).contains("backtest"));
  }

  @Test
  void solarWindsSaysThatThereIsNothingToSee() throws Exception {
    simulate("solarwinds", "a");
    assertTrue(fake.err().contains("solarwinds: nothing to see at the registry"), fake.err());
    List<String> labels = Files.readAllLines(folder.resolve("a/labels.jsonl"));
    assertEquals(2, labels.size());
    labels.forEach(line -> assertTrue(line.contains("\"label\":\"invisible\""), line));
    assertTrue(Files.readString(folder.resolve("a/README.md")).contains("nothing to see"));
  }

  @Test
  void warmUpEndsWithinAShortBackground() throws Exception {
    String out = folder.resolve("a").toString();
    run("background", "--out", out, "--scale", "0.02", "--history", "30", "--days", "10");
    String readme = Files.readString(folder.resolve("a/README.md"));
    assertTrue(readme.contains(" --warm-up 2026-06-06 "), readme);
    assertFalse(readme.contains("scenarios"), readme);
  }

  @Test
  void listNamesEveryScenario() {
    assertEquals(ExitCodes.DONE, run("--list"));
    Scenarios.byName().keySet().forEach(name -> assertTrue(fake.out().contains(name), name));
    assertEquals("", fake.err());
  }

  private void simulate(String scenario, String to) {
    String out = folder.resolve(to).toString();
    assertEquals(
        ExitCodes.DONE, run(scenario, "--out", out, "--scale", "0.02", "--history", "100"));
  }

  private int run(String... arguments) {
    return new CommandLine(new SimulateCommand(fake.terminal())).execute(arguments);
  }

  private List<String> names(String of) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(of))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private byte[] bytes(String of, String name) throws IOException {
    return Files.readAllBytes(folder.resolve(of).resolve(name));
  }

  private static JsonNode json(String line) throws IOException {
    return new ObjectMapper().readTree(line);
  }
}
