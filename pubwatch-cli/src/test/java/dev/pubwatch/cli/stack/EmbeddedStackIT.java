package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.stack.demo.Scenario;
import dev.pubwatch.events.Alert;
import dev.pubwatch.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every part for real, in this JVM: a file in, alerts out, and again after a stop. */
final class EmbeddedStackIT {
  private static final long SEED = 7;
  private static final int FIRST_PART = 8_000;

  @TempDir private Path temp = Path.of("");

  @Test
  void alertsAsReplayDoesAndGoesOnAfterAStop() throws Exception {
    List<String> lines = lines();
    Path log = temp.resolve("events.jsonl");
    Path data = temp.resolve("data");

    Files.write(log, lines.subList(0, FIRST_PART));
    List<String> before;
    try (LiveStack stack = LiveStack.start(data, log)) {
      before = Reference.names(stack.alertsAfter(FIRST_PART));
      assertConfluentWireFormat(stack);
    }
    assertFalse(before.isEmpty());

    Files.write(log, lines.subList(FIRST_PART, lines.size()), StandardOpenOption.APPEND);
    List<Alert> records;
    try (LiveStack stack = LiveStack.start(data, log)) {
      records = stack.alertsAfter(lines.size());
    }
    List<String> names = Reference.names(records);
    assertTrue(names.containsAll(before), "alerts of before the stop are still there");
    assertEquals(List.copyOf(Reference.alerts(log, temp)), names);
  }

  private static void assertConfluentWireFormat(LiveStack stack) {
    TopicPartition alerts = new TopicPartition(Topics.ALERTS, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(alerts));
      consumer.seekToBeginning(List.of(alerts));
      var first = consumer.poll(Duration.ofSeconds(20)).iterator().next();
      assertEquals(0, first.value()[0], "magic byte");
      assertEquals(0, first.value()[1], "schema ids are small, and big-endian");
    }
  }

  private static List<String> lines() {
    return Scenario.generate(SEED).events().stream()
        .map(dev.pubwatch.formats.CanonicalJson::write)
        .toList();
  }
}
