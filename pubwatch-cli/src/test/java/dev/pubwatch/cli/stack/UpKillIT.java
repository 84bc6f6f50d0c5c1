package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.stack.demo.Scenario;
import dev.pubwatch.formats.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./pubwatch up} killed in the middle of its work, and told to stop. */
final class UpKillIT {
  private static final long SEED = 11;
  private static final int FIRST_PART = 7_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);

  @TempDir private Path temp = Path.of("");
  private Path config = temp;

  @BeforeEach
  void anyPortWillDo() throws IOException {
    config = temp.resolve("pubwatch.yaml");
    Files.writeString(
        config,
        """
        kafka: {port: 0, controllerPort: 0}
        registry: {port: 0}
        connect: {port: 0}
        flink: {port: 0}
        console: {port: 0}
        ordering: {outOfOrderness: 5s}
        checkpoint: {interval: 3s}
        """);
  }

  @Test
  void killedInMidRunItLosesAndRepeatsNothing() throws Exception {
    List<String> lines =
        Scenario.generate(SEED).events().stream().map(CanonicalJson::write).toList();
    Path log = temp.resolve("events.jsonl");
    Files.write(log, lines.subList(0, FIRST_PART));

    List<String> before;
    long printed;
    try (UpProcess up = up(log).awaitUp()) {
      before = firstAlerts(up);
      Files.write(log, lines.subList(FIRST_PART, lines.size()), StandardOpenOption.APPEND);
      up.kill();
      printed = up.alertsPrinted();
    }

    try (UpProcess up = up(log).awaitUp()) {
      List<String> after = settled(up, lines.size());
      assertEquals(Set.of(), Reference.repeated(after));
      assertTrue(after.containsAll(before), "alerts of before the kill are still there");
      assertEquals(List.copyOf(Reference.alerts(log, temp)), after);

      assertPrintedOnce(up, printed, after.size());
      assertRefused(log);
      up.terminate();
      assertEquals(0, up.awaitExit(), up.stderr());
      assertTrue(up.stderr().contains("stopped in "), up.stderr());
      assertFalse(up.stderr().contains("\tat "), up.stderr());
    }
  }

  /** What was printed in the moment of the kill, but not yet noted as printed, comes once more. */
  private static void assertPrintedOnce(UpProcess up, long before, int alerts)
      throws IOException, InterruptedException {
    while (before + up.alertsPrinted() < alerts) {
      assertTrue(up.isAlive(), up.stderr());
      Thread.sleep(100);
    }
    assertTrue(before + up.alertsPrinted() <= alerts + 1, up.stdout());
  }

  /** A second one over the same folder. */
  private void assertRefused(Path log) throws IOException, InterruptedException {
    Path elsewhere = Files.createDirectories(temp.resolve("second"));
    try (UpProcess second = UpProcess.start(elsewhere, arguments(log))) {
      assertEquals(1, second.awaitExit());
      assertEquals(1, second.stderr().lines().count(), second.stderr());
      assertTrue(second.stderr().contains("is in use by another pubwatch"), second.stderr());
    }
  }

  private UpProcess up(Path log) throws IOException {
    return UpProcess.start(temp, arguments(log));
  }

  private String[] arguments(Path log) {
    return new String[] {
      "--config",
      config.toString(),
      "--data",
      temp.resolve("data").toString(),
      "--source",
      "pubwatch:" + log
    };
  }

  private static List<String> firstAlerts(UpProcess up) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      List<String> names = Reference.names(AlertLog.records(up.bootstrap(), up.registryUrl()));
      if (!names.isEmpty()) {
        return names;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no alert among the first " + FIRST_PART + " events");
  }

  private List<String> settled(UpProcess up, long events) throws IOException, InterruptedException {
    try (Intake intake = Intake.of(up.bootstrap(), Intake.SOURCED)) {
      while (intake.count() < events) {
        assertTrue(up.isAlive(), up.stderr());
      }
      assertEquals(events, intake.count());
      Settled settled =
          new Settled(
              up.bootstrap(),
              temp.resolve("data/checkpoints"),
              OUT_OF_ORDERNESS,
              new CompletableFuture<>());
      assertTrue(settled.await(intake.behindLast()));
    }
    return Reference.names(AlertLog.records(up.bootstrap(), up.registryUrl()));
  }
}
