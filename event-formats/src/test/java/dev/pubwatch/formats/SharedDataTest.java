package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
  @CsvSource({"github-audit, github", "cloudtrail, aws_cloudtrail"})
  void readsPanthersEvents(String format, String name) throws IOException {
    Path path = DATA.resolve("panther/panther-" + name + ".jsonl");
    assumeTrue(Files.isReadable(path), () -> "no shared data here: " + path);
    for (String line : Files.readAllLines(path)) {
      check(format, JSON.readTree(line).path("event"));
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
          assertTrue(check("cloudtrail", record), record::toString);
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
          assertTrue(check("oci-notifications", event), event::toString);
        }
      }
    }
    for (String line : Files.readAllLines(DATA.resolve("source-samples/verdaccio/captured.log"))) {
      assertTrue(check("verdaccio-log", JSON.readTree(line)), line);
    }
  }

  /** Whether it was read; a reject must be of a record that lacks what no event can be without. */
  private static boolean check(String format, JsonNode record) throws IOException {
    Parsed parsed = Formats.byName(format).parse(JSON.writeValueAsBytes(record), Samples.CONTEXT);
    if (parsed instanceof Parsed.Events events) {
      events.events().forEach(Samples::assertRoundTrip);
      return true;
    }
    boolean hasTime =
        Stream.of("@timestamp", "at_sign_timestamp", "created_at", "eventTime")
            .anyMatch(name -> record.path(name).asText().matches("\\d.*"));
    assertFalse(hasTime, () -> parsed + " of " + record);
    return false;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
