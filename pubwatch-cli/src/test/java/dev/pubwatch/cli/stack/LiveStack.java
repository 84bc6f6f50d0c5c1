package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import dev.pubwatch.cli.config.PubwatchConfig.Source;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.events.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An embedded stack that reads one file of canonical JSON, for as long as it is open. */
final class LiveStack implements AutoCloseable {
  private static final byte[] KEY =
      "a-key-of-thirty-two-bytes-or-so!".getBytes(StandardCharsets.UTF_8);

  private final PubwatchConfig config;
  private final EmbeddedStack stack;

  private LiveStack(PubwatchConfig config, EmbeddedStack stack) {
    this.config = config;
    this.stack = stack;
  }

  /**
   * Starts it.
   *
   * @param data its data folder; one of an earlier stack goes on where that stopped
   */
  static LiveStack start(Path data, Path log) throws IOException, StopRequested {
    PubwatchConfig config =
        PubwatchConfig.defaults()
            .withDataDir(data)
            .withPorts(new Ports(0, 0, 0, 0, 0, 0))
            .withCheckpointInterval(Duration.ofSeconds(1))
            .withSources(List.of(new Source("events", "pubwatch", List.of(log.toString()))));
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(nowhere, nowhere, false, false, false, () -> 80);
    EmbeddedStack stack =
        EmbeddedStack.start(
            config,
            null,
            KEY,
            new Outlets(List.of(), null, null),
            new Readiness(terminal),
            () -> false);
    return new LiveStack(config, stack);
  }

  /** Everything on the alerts topic once that many events, and no more, are judged. */
  List<Alert> alertsAfter(long events) throws IOException, InterruptedException {
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

  String bootstrap() {
    return stack.bootstrap();
  }

  String registryUrl() {
    return stack.registryUrl();
  }

  @Override
  public void close() {
    stack.close();
  }
}
