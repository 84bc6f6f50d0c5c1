package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.Script;
import dev.pubwatch.cli.stack.demo.Scenario;
import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up --state-in}: an installation that begins warm, and looks into what it holds. */
final class WarmUpIT {
  private static final long SEED = 12;
  private static final int LEARNED = 8_000;

  /** Events of the history that the source brings once more, of less than eight days. */
  private static final int AGAIN = 40;

  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);

  @TempDir private Path temp = Path.of("");
  private Path all = temp;
  private Path history = temp;
  private Path log = temp;
  private List<String> lines = List.of();

  @BeforeEach
  void writeLogs() throws IOException {
    lines = Scenario.generate(SEED).events().stream().map(CanonicalJson::write).toList();
    all = Files.write(temp.resolve("all.jsonl"), lines);
    history = Files.write(temp.resolve("history.jsonl"), lines.subList(0, LEARNED));
    log = Files.write(temp.resolve("log.jsonl"), lines.subList(LEARNED - AGAIN, lines.size()));
    Files.writeString(
        temp.resolve("pubwatch.yaml"),
        """
        kafka: {port: 0, controllerPort: 0}
        registry: {port: 0}
        connect: {port: 0}
        flink: {port: 0}
        console: {port: 0}
        ordering: {outOfOrderness: 5s}
        checkpoint: {interval: 1s}
        """);
  }

  @Test
  void itGoesOnAsIfItHadSeenTheHistoryItself() throws Exception {
    Script script = new Script(temp);
    Script.Result learned =
        script.run(
            "replay",
            "--format",
            "pubwatch",
            "history.jsonl",
            "--state-out",
            "learned.state",
            "--alerts",
            "history.alerts");
    assertEquals(0, learned.exitCode(), learned.err());
    assertTrue(learned.err().contains("learned  8,000 events up to "), learned.err());
    TreeSet<String> expected = new TreeSet<>(Reference.alerts(all, temp));
    expected.removeAll(Reference.alerts(history, temp));

    try (UpProcess up = up().awaitUp()) {
      assertTrue(up.stderr().contains("begins with what was learned of 8,000 events"), up.stderr());
      List<Alert> alerts = settled(up);
      assertEquals(List.copyOf(expected), Reference.names(alerts));
      assertTells(script, alerts.get(0));
      up.terminate();
      assertEquals(0, up.awaitExit(), up.stderr());
      assertTells(script, alerts.get(0));
    }
    try (UpProcess up = up().awaitUp()) {
      assertTrue(
          up.stderr().contains("--state-in " + temp.resolve("learned.state") + " is ignored"),
          up.stderr());
    }
  }

  /** What is held normal, and why an alert fired, whether the pipeline runs or not. */
  private void assertTells(Script script, Alert alert) throws Exception {
    Script.Result explained =
        script.run("explain", alert.getAlertId().substring(0, 12), "--data", "data");
    assertEquals(0, explained.exitCode(), explained.err());
    assertTrue(explained.out().contains(alert.getAlertId()), explained.out());
    assertTrue(explained.out().contains("how it adds up"), explained.out());

    String project = String.valueOf(alert.getProject());
    Script.Result baseline = script.run("baseline", project, "--data", "data");
    assertEquals(0, baseline.exitCode(), baseline.err());
    assertTrue(baseline.out().startsWith("project " + project + "\n"), baseline.out());
    assertTrue(baseline.out().contains("from the checkpoint "), baseline.out());
    assertFalse(baseline.err().contains("Exception"), baseline.err());
  }

  private UpProcess up() throws IOException {
    return UpProcess.start(
        temp,
        "--config",
        temp.resolve("pubwatch.yaml").toString(),
        "--data",
        temp.resolve("data").toString(),
        "--source",
        "pubwatch:" + log,
        "--state-in",
        temp.resolve("learned.state").toString());
  }

  private List<Alert> settled(UpProcess up) throws IOException, InterruptedException {
    int events = lines.size() - LEARNED + AGAIN;
    try (Intake intake = Intake.of(up.bootstrap(), Intake.SOURCED)) {
      while (intake.count() < events) {
        assertTrue(up.isAlive(), up.stderr());
      }
      Settled settled =
          new Settled(
              up.bootstrap(),
              temp.resolve("data/checkpoints"),
              OUT_OF_ORDERNESS,
              new CompletableFuture<>());
      assertTrue(settled.await(intake.behindLast()));
    }
    return AlertLog.records(up.bootstrap(), up.registryUrl());
  }
}
