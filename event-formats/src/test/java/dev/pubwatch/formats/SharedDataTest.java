package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Reads the real histories that lie beside a checkout where they do; skipped elsewhere. */
class SharedDataTest {
  private static final Path DATA =
      Path.of(System.getProperty("pubwatch.shared.data", "../../shared/data"));

  @Test
  void readsTheWholeNpmHistory() throws IOException {
    assertEquals(165_928, countLines("npm-publish-log", "npm-publish/history-2010-2022.jsonl.gz"));
  }

  @Test
  void readsTheWholeWorkflowHistory() throws IOException {
    assertEquals(10_103, countLines("git-workflow-log", "workflow-history/commits.jsonl.gz"));
  }

  /** Every line one event with an id of its own, and canonical JSON that reads back the same. */
  private static int countLines(String format, String file) throws IOException {
    Path path = DATA.resolve(file);
    assumeTrue(Files.isReadable(path), () -> "no shared data here: " + path);
    Set<String> ids = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Parsed parsed =
            Formats.byName(format).parse(line.getBytes(StandardCharsets.UTF_8), Samples.CONTEXT);
        assertTrue(parsed instanceof Parsed.Events, () -> parsed + " of " + path);
        List<SpecificRecord> events = ((Parsed.Events) parsed).events();
        assertEquals(1, events.size());
        assertTrue(ids.add(Samples.id(events.get(0))), () -> "repeated id in " + events.get(0));
        Samples.assertRoundTrip(events.get(0));
      }
    }
    return ids.size();
  }
}
