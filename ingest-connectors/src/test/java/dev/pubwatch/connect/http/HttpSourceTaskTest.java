package dev.pubwatch.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.connect.CanonicalSerializer;
import dev.pubwatch.connect.EventSettings;
import dev.pubwatch.connect.TaskHarness;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpSourceTaskTest {
  static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
  static final Instant NOW = START.plus(Duration.ofHours(30));
  private static final int ENTRIES = 60;

  private final TickingClock clock = new TickingClock(NOW);

  @ParameterizedTest
  @CsvSource({
    "github-audit, orgs/acme",
    "gitlab-audit, groups/42",
    "docker-hub-audit, acme",
    "harbor-audit, system",
    "cloudflare-audit, 0123456789abcdef0123456789abcdef",
    "okta-log, system"
  })
  void killedAtAnyRequestItGoesOnWithoutGapOrRepeat(String preset, String stream)
      throws IOException {
    try (LogServer server = new LogServer(preset)) {
      fill(server);
      int requests = requestsOfARun(server, preset, stream);
      assertTrue(requests > ENTRIES / 7, () -> requests + " requests");
      for (int kill = 1; kill <= requests; kill++) {
        assertWholeAfterKill(server, preset, stream, kill);
      }
    }
  }

  /** Entries of which many share a second, more than a page of one second among them. */
  private static void fill(LogServer server) {
    Random random = new Random(7);
    Instant time = START;
    for (int number = 0; number < ENTRIES; number++) {
      boolean burst = number >= 20 && number < 32;
      time = burst ? time : time.plusMillis(random.nextInt(1_800_000));
      server.add(number, time);
    }
  }

  private int requestsOfARun(LogServer server, String preset, String stream) {
    try (TaskHarness harness = harness(server, preset, stream)) {
      server.failAt(-1);
      harness.start();
      harness.drain();
      harness.commit();
      assertEquals(once(ENTRIES), counted(harness));
      return server.requests();
    }
  }

  private void assertWholeAfterKill(LogServer server, String preset, String stream, int kill) {
    Random random = new Random(kill);
    try (TaskHarness harness = harness(server, preset, stream)) {
      server.failAt(kill);
      harness.start();
      while (server.requests() < kill) {
        harness.poll();
        harness.commit(random.nextInt(harness.uncommitted() + 1));
      }
      server.failAt(-1);
      harness.crash();
      harness.drain();
      harness.commit();
      assertEquals(once(ENTRIES), counted(harness), () -> "killed at request " + kill);
    }
  }

  @Test
  void deliversWhatArrivesLateOnce() throws IOException {
    try (LogServer server = new LogServer("github-audit");
        TaskHarness harness = harness(server, "github-audit", "orgs/acme").start()) {
      server.add(0, NOW.minusSeconds(600));
      server.add(1, NOW.minusSeconds(60));
      harness.drain();
      server.add(2, NOW.minusSeconds(60));
      server.add(3, NOW.minusSeconds(200));
      harness.drain();
      harness.commit();
      assertEquals(once(4), counted(harness));
      harness.crash();
      assertEquals(List.of(), harness.drain());
    }
  }

  @Test
  void narrowsAWindowThatIsTooLarge() throws IOException {
    try (LogServer server = new LogServer("gitlab-audit");
        TaskHarness harness =
            harness(server, "gitlab-audit", "instance")
                .with(HttpSourceConfig.OVERLAP_MAX_IDS, "100")
                .with(HttpSourceConfig.PAGE_SIZE, "50")
                .start()) {
      for (int number = 0; number < 450; number++) {
        server.add(number, START.plusSeconds(number * 200L));
      }
      harness.drain();
      harness.commit();
      assertEquals(once(450), counted(harness));
    }
  }

  @Test
  void retriesWhatFailsForNow() throws IOException {
    try (LogServer server = new LogServer("okta-log");
        TaskHarness harness = harness(server, "okta-log", "system").start()) {
      fill(server);
      server.answer(LogServer.status(503));
      assertEquals(List.of(), harness.drain());
      server.answer(null);
      clock.advance(Duration.ofMinutes(10));
      harness.drain();
      harness.commit();
      assertEquals(once(ENTRIES), counted(harness));
    }
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws IOException {
    try (LogServer server = new LogServer("github-audit");
        HttpTaskRun run = run(server)) {
      fill(server);
      String reset = String.valueOf(NOW.plusSeconds(900).getEpochSecond());
      server.answer(
          LogServer.status(403, "x-ratelimit-remaining", "0", "x-ratelimit-reset", reset));
      assertEquals(List.of(), run.poll());
      server.answer(null);
      clock.advance(Duration.ofSeconds(890));
      assertEquals(List.of(), run.poll());
      assertEquals(1, server.requests());
      clock.advance(Duration.ofSeconds(12));
      assertFalse(run.poll().isEmpty());
    }
  }

  private HttpTaskRun run(LogServer server) {
    Map<String, String> settings = settings(server, "github-audit", "orgs/acme");
    return new HttpTaskRun(new HttpSourceConfig(settings), new NoOffsets(), clock, new Random(1));
  }

  @Test
  void failsWhereTheTokenIsNotAccepted() throws IOException {
    try (LogServer server = new LogServer("github-audit");
        TaskHarness harness = harness(server, "github-audit", "orgs/acme").start()) {
      server.answer(LogServer.status(401));
      ConnectException fault = assertThrows(ConnectException.class, harness::poll);
      assertTrue(String.valueOf(fault.getMessage()).contains("answered 401"), fault::getMessage);
      assertFalse(String.valueOf(fault.getMessage()).contains("s3cr3t"));
    }
  }

  @Test
  void asksNobodyElse() throws IOException {
    try (LogServer server = new LogServer("github-audit");
        LogServer other = new LogServer("github-audit");
        TaskHarness harness = harness(server, "github-audit", "orgs/acme").start()) {
      server.answer(LogServer.status(302, "Location", other.url() + "/orgs/acme/audit-log"));
      assertThrows(ConnectException.class, harness::poll);
      server.answer(LogServer.status(302, "Location", "//user@127.0.0.1/"));
      assertThrows(ConnectException.class, harness::poll);
      assertEquals(0, other.requests());
    }
  }

  @Test
  void offsetsHoldNoSecret() throws IOException {
    try (LogServer server = new LogServer("github-audit");
        TaskHarness harness = harness(server, "github-audit", "orgs/acme").start()) {
      fill(server);
      for (SourceRecord record : harness.drain()) {
        String all = record.sourcePartition() + "" + record.sourceOffset() + record.headers();
        assertFalse(all.contains("s3cr3t"), all);
      }
      assertEquals("Bearer s3cr3t-s3cr3t", server.authorizations().get(0));
    }
  }

  private TaskHarness harness(LogServer server, String preset, String stream) {
    return new TaskHarness(settings(server, preset, stream), () -> new HttpSourceTask(clock));
  }

  static Map<String, String> settings(LogServer server, String preset, String stream) {
    Map<String, String> settings = new HashMap<>();
    settings.put(HttpSourceConfig.PRESET, preset);
    settings.put(HttpSourceConfig.URL, server.url());
    settings.put(HttpSourceConfig.STREAMS, stream);
    settings.put(HttpSourceConfig.AUTH_TOKEN, "s3cr3t-s3cr3t");
    if (preset.startsWith("harbor")) {
      settings.put(HttpSourceConfig.AUTH_USER, "robot$reader");
    }
    settings.put(HttpSourceConfig.START_TIME, START.toString());
    settings.put(HttpSourceConfig.POLL_INTERVAL_MS, "20");
    settings.put(HttpSourceConfig.PAGE_SIZE, "7");
    settings.put(HttpSourceConfig.RETRY_BACKOFF_MS, "1");
    settings.put(HttpSourceConfig.REQUESTS_PER_HOUR, "1000000");
    if (!preset.equals("github-audit")) {
      settings.put(EventSettings.FORMAT, "cloudtrail");
    }
    settings.put(EventSettings.CREDENTIAL_HASH_KEY, "0123456789abcdef");
    settings.put(EventSettings.SCHEMA_REGISTRY_URL, "http://localhost:0");
    settings.put(EventSettings.EVENT_SERIALIZER, CanonicalSerializer.class.getName());
    return settings;
  }

  /** Ids with how often Kafka has them. */
  private static Map<String, Long> counted(TaskHarness harness) {
    return new TreeMap<>(
        TaskHarness.ids(harness.committed()).stream()
            .map(id -> id.substring(id.lastIndexOf(':') + 1))
            .collect(Collectors.groupingBy(id -> id, Collectors.counting())));
  }

  private static Map<String, Long> once(int entries) {
    return new TreeMap<>(
        new TreeSet<>(IntStream.range(0, entries).mapToObj(i -> "e" + i).toList())
            .stream().collect(Collectors.toMap(id -> id, id -> 1L)));
  }
}
