package dev.pubwatch.connect;

import static dev.pubwatch.connect.Lines.append;
import static dev.pubwatch.connect.Lines.appendEvents;
import static dev.pubwatch.connect.Lines.event;
import static dev.pubwatch.connect.TaskHarness.ids;
import static dev.pubwatch.connect.TaskHarness.settings;
import static dev.pubwatch.connect.TaskHarness.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task reads and what it sends. */
final class FileSourceTaskTest {
  @TempDir Path folder;
  private Path log;
  private TaskHarness task;

  @BeforeEach
  void create() {
    log = folder.resolve("app.log");
    task = new TaskHarness(settings(folder));
  }

  @AfterEach
  void stop() {
    CanonicalSerializer.registryIsDown = false;
    task.close();
  }

  @Test
  void sendsAnEventToItsTopicUnderItsKeyAtItsTime() {
    append(
        log,
        event("a")
            + """

            {"type":"token","event_id":"t1","source":"npm","time":"2026-03-01T10:00:01.000Z",\
            "action":"token:use","credential":{"id":"hmac:1"},"actor":{"id":"ann"}}
            {"type":"token","event_id":"t2","source":"npm","time":"2026-03-01T10:00:01.000Z",\
            "action":"login:success","actor":{"id":"ann"}}
            {"type":"ci","event_id":"c1","source":"github:acme","time":"2026-03-01T10:00:01.000Z",\
            "action":"run:start"}
            """);
    List<SourceRecord> records = task.start().drain();
    assertEquals(List.of("a", "t1", "t2", "c1"), ids(records));
    assertEquals(
        List.of(
            "pubwatch.publish-events pkg:npm/a",
            "pubwatch.token-events hmac:1",
            "pubwatch.token-events ann",
            "pubwatch.ci-events github:acme"),
        records.stream().map(record -> record.topic() + " " + record.key()).toList());
    assertEquals(Instant.parse("2026-03-01T10:00:00Z").toEpochMilli(), records.get(0).timestamp());
  }

  @Test
  void offsetsNameThePlaceAfterTheRecord() {
    appendEvents(log, "a", "b");
    List<SourceRecord> records = task.start().drain();
    int length = event("a").length() + 1;
    Map<String, ?> offset = records.get(0).sourceOffset();
    assertEquals(length, Position.number(offset, Position.OFFSET, -1));
    assertEquals(2, Position.number(offset, Position.LINE, -1));
    assertEquals(0, Position.number(offset, Position.ORDINAL, -1));
    assertEquals(records.get(0).sourcePartition(), records.get(1).sourcePartition());
  }

  @Test
  void aRecordThatCannotBeReadIsRejectedWithItsPlaceAndWithoutSecrets() {
    String secret = "ghp_" + "a1B2".repeat(9);
    append(log, event("a") + "\n\nnot json " + secret + "\n" + event("b") + "\n");
    List<SourceRecord> records = task.start().drain();
    assertEquals(3, records.size());
    SourceRecord reject = records.get(1);
    JsonNode value = value(reject);
    assertEquals("pubwatch.rejects", reject.topic());
    assertEquals("pubwatch", reject.key());
    assertEquals(
        "%s:3@%d".formatted(log, event("a").length() + 2), value.path("location").asText());
    assertTrue(value.path("raw").asText().startsWith("not json [redacted"), value::toString);
    assertEquals(9 + secret.length(), value.path("raw_size_bytes").asLong());
  }

  @Test
  void aRecordOverTheBoundIsRejectedWithItsBeginning() {
    append(log, "x".repeat(3_000_000) + "\n" + event("b") + "\n");
    List<SourceRecord> records = task.start().drain();
    assertEquals(2, records.size());
    JsonNode reject = value(records.get(0));
    assertTrue(reject.path("reason").asText().contains("max.record.bytes=1048576"));
    assertEquals(Rejects.MAX_RAW_BYTES, reject.path("raw").asText().length());
    assertEquals(3_000_001, reject.path("raw_size_bytes").asLong());
  }

  @Test
  void readsGzipAndZstdWithoutALastLineEnd() throws IOException {
    byte[] lines = Lines.events(3_000);
    byte[] open = Arrays.copyOf(lines, lines.length - 1);
    Files.write(folder.resolve("1.gz"), Lines.gzip(open));
    Files.write(folder.resolve("2.zst"), Lines.zstd(event("z").getBytes(StandardCharsets.UTF_8)));
    task.start();
    List<String> ids = ids(task.drainLater());
    assertEquals(3_001, ids.size());
    assertEquals("e2999", ids.get(2_999));
    assertEquals("z", ids.get(3_000));
  }

  @Test
  void goesOnInTheMiddleOfACompressedFileAndDoesNotReadAWholeOneAgain() throws IOException {
    Files.write(log, Lines.gzip(Lines.events(10)));
    task.start();
    assertEquals(10, task.drainLater().size());
    task.commit(4);
    task.crash();
    List<SourceRecord> rest = task.drainLater();
    assertEquals("e4", ids(rest).get(0));
    assertEquals(6, rest.size());
    assertEquals(
        Files.size(log), Position.number(rest.get(5).sourceOffset(), Position.COMPLETE, -1));
    task.commit();
    task.crash();
    assertEquals(List.of(), ids(task.drainLater()));
  }

  @Test
  void aCutGzipGivesWhatItHoldsAndOneReject() throws IOException {
    byte[] gzip = Lines.gzip(Lines.events(5_000));
    Files.write(log, Arrays.copyOf(gzip, gzip.length / 2));
    task.start();
    List<SourceRecord> records = task.drainLater();
    SourceRecord last = records.get(records.size() - 1);
    assertTrue(records.size() > 1_000);
    assertTrue(value(last).path("reason").asText().startsWith("gzip data is cut short"));
    task.commit();
    task.crash();
    assertEquals(List.of(), ids(task.drainLater()));

    Files.write(log, gzip); // the copy is completed
    List<SourceRecord> rest = task.drainLater();
    assertEquals(5_000, records.size() - 1 + rest.size());
  }

  @Test
  void junkWithAGzipHeaderIsRejectedOnce() throws IOException {
    Files.write(log, new byte[] {0x1F, (byte) 0x8B, 8, 99, 1, 2, 3, 4, 5});
    task.start();
    assertEquals(1, task.drainLater().size());
    assertEquals(0, task.drainLater().size());
    task.commit();
    task.crash();
    assertEquals(0, task.drainLater().size());
  }

  @Test
  void aJsonDocumentNeedsNoLastLineEnd() {
    append(folder.resolve("event.json"), event("a"));
    task.start();
    assertEquals(List.of("a"), ids(task.drainLater()));
    task.commit();
    task.crash();
    assertEquals(List.of(), ids(task.drainLater()));
  }

  @Test
  void anUnfinishedJsonDocumentWaitsForItsRest() {
    Path document = folder.resolve("event.json");
    append(document, event("a").substring(0, 50));
    task.start();
    assertEquals(List.of(), ids(task.drainLater()));
    append(document, event("a").substring(50));
    assertEquals(List.of("a"), ids(task.drainLater()));
  }

  @Test
  void cutsJsonOverSeveralLines() {
    task.with(FileSourceConfig.FORMAT, "cloudtrail").with(FileSourceConfig.START_AT, "beginning");
    append(log, "{\"Records\": [\n  {\"junk\": 1},\n  {\"junk\":");
    task.start();
    List<SourceRecord> first = task.drain();
    assertEquals(1, first.size());
    assertTrue(value(first.get(0)).path("location").asText().endsWith("app.log:2@16"));
    task.commit();
    append(log, " 2}]}\n{\"junk\": 3}");
    assertEquals(2, task.drain().size());
    task.crash();
    assertEquals(2, task.drain().size());
  }

  @Test
  void startsAtTheEndOfWhatIsThere() {
    appendEvents(log, "a");
    append(log, event("b").substring(0, 9));
    task.with(FileSourceConfig.START_AT, "end").start();
    assertEquals(List.of(), ids(task.drain()));
    append(log, event("b").substring(9) + "\nbad\n");
    appendEvents(folder.resolve("new.log"), "n");
    List<SourceRecord> records = task.drain();
    assertEquals("b", ids(records).get(0));
    assertEquals("n", ids(records).get(2));
    assertTrue(value(records.get(1)).path("location").asText().matches(".*app\\.log@\\d+"));
  }

  @Test
  void readsTheOldestFileFirst() {
    appendEvents(log, "now");
    appendEvents(folder.resolve("app.log.1"), "yesterday");
    appendEvents(folder.resolve("app.log.10"), "longAgo");
    assertEquals(List.of("longAgo", "yesterday", "now"), ids(task.start().drain()));
  }

  @Test
  void losesNothingWhileTheRegistryIsDown() {
    appendEvents(log, "a", "b");
    task.start();
    CanonicalSerializer.registryIsDown = true;
    assertThrows(RetriableException.class, task::poll);
    assertThrows(RetriableException.class, task::poll);
    CanonicalSerializer.registryIsDown = false;
    assertEquals(List.of("a", "b"), ids(task.drain()));
  }

  @Test
  void batchesAreBounded() {
    append(log, new String(Lines.events(25), StandardCharsets.UTF_8));
    task.with(FileSourceConfig.BATCH_MAX_RECORDS, "10").start();
    assertEquals(10, task.poll().size());
    assertEquals(10, task.poll().size());
    assertEquals(5, task.poll().size());
  }

  @Test
  void tasksShareTheFoldersAmongThem() throws IOException {
    int folders = 12;
    for (int i = 0; i < folders; i++) {
      Path host = Files.createDirectory(folder.resolve("host" + i));
      appendEvents(host.resolve("app.log"), "e" + i);
    }
    int seen = 0;
    for (int number = 0; number < 3; number++) {
      try (TaskHarness one = new TaskHarness(settings(folder))) {
        one.with(FileSourceConfig.TASK_COUNT, "3")
            .with(FileSourceConfig.TASK_NUMBER, String.valueOf(number));
        int mine = one.start().drain().size();
        assertTrue(mine < folders);
        seen += mine;
      }
    }
    assertEquals(folders, seen);
  }
}
