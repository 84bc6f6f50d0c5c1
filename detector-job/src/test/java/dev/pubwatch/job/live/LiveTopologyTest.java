package dev.pubwatch.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTopologyTest {
  @TempDir Path folder;

  private static LiveOptions parse(String... more) throws Exception {
    List<String> args =
        new java.util.ArrayList<>(
            List.of("--kafka.bootstrapServers", "k:9092", "--registry.url", "http://r:8081"));
    args.addAll(List.of(more));
    return LiveArguments.parse(args.toArray(new String[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void everyOperatorHasAUid(String delivery) throws Exception {
    var graph = LiveJob.environment(parse("--delivery", delivery)).getStreamGraph();
    graph.getJobGraph(); // fails where one has none
    List<String> uids =
        graph.getStreamNodes().stream().map(StreamNode::getTransformationUID).toList();
    assertEquals(
        delivery.equals("at-least-once"), uids.contains("already-published"), uids.toString());
  }

  @Test
  void defaultsAreTheDocumentedOnes() throws Exception {
    assertEquals(LiveOptions.of("k:9092", "http://r:8081", null), parse());
  }

  @Test
  void everyOptionArrives() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("job.properties"),
            """
            alerts.perDay=3
            parallelism=7
            kafka.security.protocol=SSL
            registry.max.retries=2
            """);
    LiveOptions options =
        parse(
            "--config",
            file.toString(),
            "--parallelism",
            "2",
            "--checkpoint.interval",
            "PT1S",
            "--ordering.outOfOrderness",
            "PT2S",
            "--alerts.minBits",
            "9",
            "--correlate.repositories",
            "pkg:npm/a=github.com/o/a, pkg:npm/%40o/*=github.com/o/mono",
            "--group",
            "g",
            "--checkpoint.dir",
            "/c",
            "--delivery",
            "exactly-once");
    assertEquals(2, options.parallelism());
    assertEquals(3, options.detector().alertsPerDay());
    assertEquals(9, options.detector().minScoreBits());
    assertEquals("github.com/o/mono", options.detector().repositories().of("pkg:npm/%40o/b"));
    assertEquals(Duration.ofSeconds(1), options.checkpointInterval());
    assertEquals(Duration.ofSeconds(2), options.outOfOrderness());
    assertEquals("g", options.group());
    assertEquals(Path.of("/c"), options.checkpoints());
    assertEquals("SSL", options.kafka().get("security.protocol"));
    assertEquals("2", options.registry().get("max.retries"));
    assertTrue(options.exactlyOnce());
  }

  @Test
  void faultsAreNamed() {
    assertFault("unknown option speed", "--speed", "1");
    assertFault("parallelism must be a number, was x", "--parallelism", "x");
    assertFault("parallelism must be 1 to 128, was 0", "--parallelism", "0");
    assertFault("delivery must be at-least-once or exactly-once, was none", "--delivery", "none");
    assertFault("ordering.outOfOrderness must be a duration", "--ordering.outOfOrderness", "10s");
    assertFault("alerts.perDay must be above 0, was -3", "--alerts.perDay", "-3");
  }

  private static void assertFault(String start, String... args) {
    var e = assertThrows(IllegalArgumentException.class, () -> parse(args));
    assertTrue(String.valueOf(e.getMessage()).startsWith(start), e.getMessage());
  }
}
