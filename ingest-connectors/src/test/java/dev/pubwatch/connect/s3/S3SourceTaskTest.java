package dev.pubwatch.connect.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.pubwatch.connect.CanonicalSerializer;
import dev.pubwatch.connect.EventSettings;
import dev.pubwatch.connect.TaskHarness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

final class S3SourceTaskTest {
  static final Instant NOW = Instant.parse("2026-01-11T06:00:00Z");
  static final String SECRET = "s3cr3t-s3cr3t";
  static final String PREFIX = "AWSLogs/123456789012/CloudTrail/eu-west-1/";
  private static final int OBJECTS = 8;
  private static final int RECORDS = 5;

  @Test
  void killedAtAnyRequestItGoesOnWithoutGapOrRepeat() throws IOException {
    try (BucketServer server = new BucketServer()) {
      fill(server);
      int requests = requestsOfARun(server);
      for (int kill = 1; kill <= requests; kill++) {
        assertWholeAfterKill(server, kill);
      }
    }
  }

  /** Objects whose keys do not come in the order of their writing. */
  private static void fill(BucketServer server) {
    for (int number = 0; number < OBJECTS; number++) {
      String letters = Integer.toHexString(number * 7919 % 16);
      String key =
          PREFIX + "2026/01/1%d/123456789012_CloudTrail_%s.json".formatted(number % 2, letters);
      byte[] records = records(number * RECORDS, RECORDS);
      byte[] bytes = number % 2 == 0 ? gzip(records) : Zstd.compress(records);
      server.put(key, bytes, NOW.minusSeconds(3600 - number / 3 * 60));
    }
    server.put("AWSLogs/123456789012/CloudTrail-Digest/eu-west-1/x.json", new byte[] {1}, NOW);
  }

  private static int requestsOfARun(BucketServer server) {
    try (TaskHarness harness = harness(server).start()) {
      harness.drain();
      harness.commit();
      assertEquals(once(OBJECTS * RECORDS), counted(harness));
      return server.requests();
    }
  }

  private static void assertWholeAfterKill(BucketServer server, int kill) {
    Random random = new Random(kill);
    try (TaskHarness harness = harness(server)) {
      server.failFrom(kill);
      harness.start();
      for (int polls = 0; polls < 30 && server.requests() < kill; polls++) {
        harness.poll();
        harness.commit(random.nextInt(harness.uncommitted() + 1));
      }
      server.failFrom(-1);
      harness.crash();
      harness.drain();
      harness.commit();
      assertEquals(once(OBJECTS * RECORDS), counted(harness), () -> "killed at request " + kill);
    }
  }

  @Test
  void readsWhatIsWrittenLaterUnderAnEarlierKey() throws IOException {
    try (BucketServer server = new BucketServer();
        TaskHarness harness = harness(server).start()) {
      server.put(PREFIX + "2026/01/11/b.json.gz", gzip(records(0, 1)), NOW.minusSeconds(120));
      harness.drain();
      server.put(PREFIX + "2026/01/11/a.json.gz", gzip(records(1, 1)), NOW.minusSeconds(180));
      server.put(PREFIX + "2026/01/11/c.json.gz", gzip(records(2, 1)), NOW.minusSeconds(60));
      harness.drain();
      harness.commit();
      assertEquals(once(3), counted(harness));
      assertEquals(PREFIX + "2026/01/10", server.lastStartAfter());
    }
  }

  @Test
  void rejectsWhatIsCorruptAfterWhatCanBeRead() throws IOException {
    try (BucketServer server = new BucketServer();
        TaskHarness harness = harness(server).start()) {
      byte[] whole = gzip(records(0, 2_000));
      byte[] cut = Arrays.copyOf(whole, whole.length / 2);
      server.put(PREFIX + "2026/01/11/a.json.gz", cut, NOW.minusSeconds(60));
      server.put(PREFIX + "2026/01/11/b.json.gz", gzip(records(5_000, 1)), NOW.minusSeconds(30));
      List<SourceRecord> records = harness.drain();
      List<SourceRecord> rejects =
          records.stream().filter(record -> record.topic().equals("pubwatch.rejects")).toList();
      assertEquals(
          1, rejects.stream().filter(r -> reason(r).contains("gzip")).count(), rejects::toString);
      assertTrue(records.size() > 100);
      assertEquals("cloudtrail:e5000", last(records));
    }
  }

  private static String reason(SourceRecord record) {
    return TaskHarness.value(record).path("reason").asText();
  }

  private static String last(List<SourceRecord> records) {
    List<String> ids = TaskHarness.ids(records);
    return ids.get(ids.size() - 1);
  }

  @Test
  void failsWhereTheKeyIsNotAccepted() throws IOException {
    try (BucketServer server = new BucketServer();
        TaskHarness harness = harness(server).with(S3SourceConfig.ACCESS_KEY_ID, "other").start()) {
      ConnectException fault = assertThrows(ConnectException.class, harness::poll);
      assertFalse(String.valueOf(fault.getMessage()).contains("s3cr3t"));
    }
  }

  static TaskHarness harness(BucketServer server) {
    Duration shift = Duration.between(Instant.now(), NOW);
    return new TaskHarness(
        settings(server.url()), () -> new S3SourceTask(() -> Instant.now().plus(shift)));
  }

  /** A task on the bucket of a server. */
  static Map<String, String> settings(String url) {
    Map<String, String> settings = new HashMap<>();
    settings.put(S3SourceConfig.BUCKET, BucketServer.BUCKET);
    settings.put(S3SourceConfig.PREFIXES, PREFIX);
    settings.put(S3SourceConfig.LAYOUT, "cloudtrail");
    settings.put(S3SourceConfig.ENDPOINT, url);
    settings.put(S3SourceConfig.PATH_STYLE, "true");
    settings.put(S3SourceConfig.ACCESS_KEY_ID, "id");
    settings.put(S3SourceConfig.SECRET_ACCESS_KEY, SECRET);
    settings.put(S3SourceConfig.BATCH_MAX_RECORDS, "7");
    settings.put(S3SourceConfig.POLL_INTERVAL_MS, "1");
    settings.put(EventSettings.CREDENTIAL_HASH_KEY, "0123456789abcdef");
    settings.put(EventSettings.SCHEMA_REGISTRY_URL, "http://localhost:0");
    settings.put(EventSettings.EVENT_SERIALIZER, CanonicalSerializer.class.getName());
    return settings;
  }

  static byte[] records(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(
            i ->
                """
                {"eventVersion":"1.08","eventID":"e%d","eventTime":"2026-01-11T05:00:00Z",\
                "eventSource":"ecr.amazonaws.com","eventName":"PutImage","awsRegion":"eu-west-1",\
                "userIdentity":{"type":"Root","accountId":"123456789012"},\
                "recipientAccountId":"123456789012"}"""
                    .formatted(i))
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Map<String, Long> counted(TaskHarness harness) {
    return new TreeMap<>(
        TaskHarness.ids(harness.committed()).stream()
            .map(id -> id.substring(id.lastIndexOf(':') + 1))
            .collect(Collectors.groupingBy(id -> id, Collectors.counting())));
  }

  static Map<String, Long> once(int entries) {
    return new TreeSet<>(IntStream.range(0, entries).mapToObj(i -> "e" + i).toList())
        .stream().collect(Collectors.toMap(id -> id, id -> 1L, Long::sum, TreeMap::new));
  }
}
