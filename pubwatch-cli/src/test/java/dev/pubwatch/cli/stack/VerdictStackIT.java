package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.verdict.VerdictCommand;
import dev.pubwatch.events.Alert;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A verdict on its whole way in a pipeline that is up: two strangers publish, each on a project of
 * its own and with an install script, and again after one of them was found benign.
 */
final class VerdictStackIT {
  private static final int EVENTS = 3_200;

  @TempDir private Path temp = Path.of("");
  private final Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void whatIsFoundBenignAlertsNoMore() throws Exception {
    Path log = temp.resolve("events.jsonl");
    Path data = temp.resolve("data");
    Files.write(log, history());
    try (LiveStack stack = LiveStack.start(data, log)) {
      stack.alertsAfter(EVENTS + 2);
      String benign = alertOn(stack, "pkg:npm/p7");
      alertOn(stack, "pkg:npm/p8");
      assertEquals(0, verdict(benign, "benign", "--data", data.toString()));
      assertTrue(said.toString(StandardCharsets.UTF_8).contains(benign + " is benign from "));

      Instant later = Instant.now().plusSeconds(60);
      Files.write(
          log,
          List.of(event("again7", 7, "stranger7", later), event("again8", 8, "stranger8", later)),
          StandardOpenOption.APPEND);
      List<Alert> alerts = stack.alertsAfter(EVENTS + 4);
      assertFalse(isEvidence(alerts, "again7"), "benign, and alerted again");
      assertTrue(isEvidence(alerts, "again8"), "nobody spoke for the other one");
    }
    assertEquals(1, verdict("pw-0", "benign", "--data", data.toString()));
  }

  private static boolean isEvidence(List<Alert> alerts, String eventId) {
    return alerts.stream()
        .anyMatch(a -> a.getEvents().stream().anyMatch(e -> e.getEventId().equals(eventId)));
  }

  private static String alertOn(LiveStack stack, String project) {
    Map<String, Alert> alerts = AlertLog.read(stack.bootstrap(), stack.registryUrl());
    return alerts.values().stream()
        .filter(alert -> project.equals(alert.getProject()))
        .map(Alert::getAlertId)
        .reduce((earlier, last) -> last)
        .orElseThrow();
  }

  private int verdict(String... arguments) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(out, out, false, false, false, () -> 80);
    return new CommandLine(new VerdictCommand(terminal))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  /** Up to this morning; the strangers come last. */
  private List<String> history() {
    Random random = new Random(4);
    Instant begin = end.minus(900, ChronoUnit.DAYS);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int project = random.nextInt(40);
      String actor = (random.nextInt(3) == 0 ? "b" : "a") + project;
      lines.add(event("e" + i, project, actor, begin.plusSeconds(i * 24_000L)));
    }
    lines.add(event("strange7", 7, "stranger7", end.minusSeconds(7_200)));
    lines.add(event("strange8", 8, "stranger8", end.minusSeconds(7_200)));
    return lines;
  }

  private static String event(String id, int project, String actor, Instant time) {
    return """
        {"type":"publish","event_id":"%1$s","source":"npm","time":"%4$s",\
        "action":"release:publish","project":"pkg:npm/p%2$d","version":"1.0.0",\
        "actor":{"id":"%3$s","kind":"user"},"artifact":{"install_script":%5$s}}\
        """
        .formatted(id, project, actor, time, actor.startsWith("stranger"));
  }
}
