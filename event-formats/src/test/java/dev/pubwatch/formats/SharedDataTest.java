package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the real histories that lie beside a checkout where they do; skipped elsewhere. */
class SharedDataTest {
  private static final ObjectMapper JSON = new ObjectMapper();
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

  @ParameterizedTest
  @CsvSource({"github-audit, github, 65", "cloudtrail, aws_cloudtrail, 203", "okta-log, okta, 54"})
  void readsAllOfPanthersEvents(String format, String name, int records) throws IOException {
    List<String> lines = Files.readAllLines(data("panther/panther-" + name + ".jsonl"));
    assertEquals(records, lines.size());
    for (String line : lines) {
      assertRead(format, JSON.readTree(line).path("event"));
    }
  }

  @Test
  void readsStratusAndRealCloudTrailRecords() throws IOException {
    assumeTrue(Files.isDirectory(DATA), () -> "no shared data here: " + DATA);
    int records = 0;
    try (Stream<Path> files = Files.walk(DATA)) {
      for (Path file :
          files
              .filter(f -> f.toString().matches(".*(stratus-c|/C)loud.*/[^/]*json(.gz)?"))
              .toList()) {
        JsonNode content = JSON.readTree(open(file));
        for (JsonNode record : content.isArray() ? content : content.path("Records")) {
          assertRead("cloudtrail", record);
          records++;
        }
      }
    }
    assertEquals(310 + 1_103, records);
  }

  @Test
  void readsCapturedNotificationsAndLogs() throws IOException {
    Path captured = DATA.resolve("source-samples/oci-distribution/captured");
    assumeTrue(Files.isDirectory(captured), () -> "no shared data here: " + captured);
    try (Stream<Path> files = Files.list(captured)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        for (JsonNode event : JSON.readTree(file.toFile()).path("events")) {
          assertRead("oci-notifications", event);
        }
      }
    }
    for (String line : Files.readAllLines(DATA.resolve("source-samples/verdaccio/captured.log"))) {
      assertRead("verdaccio-log", JSON.readTree(line));
    }
  }

  private static Path data(String name) {
    Path path = DATA.resolve(name);
    assumeTrue(Files.exists(path), () -> "no shared data here: " + path);
    return path;
  }

  /** As a live source reads it: a record that gives no time of its own has the time of receipt. */
  private static void assertRead(String format, JsonNode record) throws IOException {
    FormatContext live = new FormatContext(Samples.HASHER, null, Instant.EPOCH);
    Parsed parsed = Formats.byName(format).parse(JSON.writeValueAsBytes(record), live);
    assertTrue(parsed instanceof Parsed.Events, () -> parsed + " of " + record);
    ((Parsed.Events) parsed).events().forEach(Samples::assertRoundTrip);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
