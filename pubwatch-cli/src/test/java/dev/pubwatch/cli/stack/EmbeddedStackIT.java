package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import dev.pubwatch.cli.config.PubwatchConfig.Source;
import dev.pubwatch.cli.stack.demo.Scenario;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.events.Alert;
import dev.pubwatch.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
  private static final byte[] KEY =
      "a-key-of-thirty-two-bytes-or-so!".getBytes(StandardCharsets.UTF_8);
  private static final long SEED = 7;
  private static final int FIRST_PART = 8_000;

  @TempDir private Path temp = Path.of("");

  @Test
  void alertsAsReplayDoesAndGoesOnAfterAStop() throws Exception {
    List<String> lines = lines();
    Path log = temp.resolve("events.jsonl");
    PubwatchConfig config = config(log);

    Files.write(log, lines.subList(0, FIRST_PART));
    List<String> before;
    try (EmbeddedStack stack = start(config)) {
      before = Reference.names(fed(stack, config, FIRST_PART));
      assertConfluentWireFormat(stack);
    }
    assertFalse(before.isEmpty());

    Files.write(log, lines.subList(FIRST_PART, lines.size()), StandardOpenOption.APPEND);
    List<Alert> records;
    try (EmbeddedStack stack = start(config)) {
      records = fed(stack, config, lines.size());
    }
    List<String> names = Reference.names(records);
    assertTrue(names.containsAll(before), "alerts of before the stop are still there");
    assertEquals(List.copyOf(Reference.alerts(log, temp)), names);
  }

  /** Everything on the alerts topic once all these events are judged. */
  private static List<Alert> fed(EmbeddedStack stack, PubwatchConfig config, long events)
      throws IOException, InterruptedException {
    try (Intake intake = Intake.of(stack.bootstrap(), Intake.SOURCED)) {
      while (intake.count() < events) {
        assertFalse(stack.fault().isDone(), () -> stack.fault().join().getMessage());
      }
      assertEquals(events, intake.count());
      Settled settled =
          new Settled(
              stack.bootstrap(), stack.checkpoints(), config.outOfOrderness(), stack.fault());
      assertTrue(settled.await(intake.behindLast()));
    }
    return AlertLog.records(stack.bootstrap(), stack.registryUrl());
  }

  private static void assertConfluentWireFormat(EmbeddedStack stack) {
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

  private PubwatchConfig config(Path log) {
    return PubwatchConfig.defaults()
        .withDataDir(temp.resolve("data"))
        .withPorts(new Ports(0, 0, 0, 0, 0, 0))
        .withCheckpointInterval(Duration.ofSeconds(1))
        .withSources(List.of(new Source("events", "pubwatch", List.of(log.toString()))));
  }

  private static EmbeddedStack start(PubwatchConfig config) throws IOException, StopRequested {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(nowhere, nowhere, false, false, false, () -> 80);
    return EmbeddedStack.start(
        config,
        null,
        KEY,
        new Outlets(List.of(), null, null),
        new Readiness(terminal),
        () -> false);
  }
}
