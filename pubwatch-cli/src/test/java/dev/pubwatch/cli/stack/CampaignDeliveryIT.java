package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.Script;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GhostAction over a small registry, delivered as logs are: everything twice, out of order, and
 * much of it again a week later. Its campaigns are the same, and so is every other alert.
 */
final class CampaignDeliveryIT {
  private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
  private static final Duration BOUND = Duration.ofSeconds(9); // less than ordering.outOfOrderness
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir private Path temp = Path.of("");

  /** A line, and when it arrives. */
  private record Arrival(Instant at, String line) {}

  @Test
  void theSameCampaignHoweverItsEventsArrive() throws Exception {
    Script pubwatch = new Script(temp);
    String simulated = temp.resolve("simulated").toString();
    assertEquals(
        0,
        pubwatch
            .run("simulate", "ghostaction", "--out", simulated, "--scale=0.1", "--history=90")
            .exitCode());
    Path log = temp.resolve("simulated/events.jsonl");
    List<String> lines = Files.readAllLines(log);

    byte[] clean = replay(pubwatch, log);
    List<String> mixed = new ArrayList<>(lines);
    mixed.addAll(lines);
    Collections.shuffle(mixed, new Random(3));
    assertArrayEquals(clean, replay(pubwatch, Files.write(temp.resolve("mixed.jsonl"), mixed)));

    Path delivered = Files.write(temp.resolve("delivered.jsonl"), delivered(lines));
    List<Alert> live;
    try (LiveStack stack = LiveStack.start(temp.resolve("data"), delivered)) {
      live = stack.alertsAfter(2L * lines.size());
    }
    assertEquals(List.copyOf(Reference.alerts(log, temp)), Reference.names(live));
    assertTrue(live.stream().anyMatch(alert -> alert.getKind() == AlertKind.campaign));
  }

  private byte[] replay(Script pubwatch, Path log) throws IOException, InterruptedException {
    Path alerts = temp.resolve("alerts.jsonl");
    Files.deleteIfExists(alerts);
    Script.Result result =
        pubwatch.run(
            "replay", "--quiet", "--format=pubwatch", log.toString(), "--alerts=" + alerts);
    assertTrue(result.exitCode() == 0 || result.exitCode() == 1, result.err());
    return Files.readAllBytes(alerts);
  }

  /** Each line a little late, and once more: at once, or after a week. */
  private static List<String> delivered(List<String> lines) {
    Random random = new Random(5);
    List<Arrival> arrivals = new ArrayList<>();
    for (String line : lines) {
      Instant time = time(line);
      arrivals.add(new Arrival(time.plusMillis(random.nextInt((int) BOUND.toMillis())), line));
      Instant again = random.nextBoolean() ? time : time.plus(WEEK);
      arrivals.add(new Arrival(again.plusMillis(random.nextInt((int) BOUND.toMillis())), line));
    }
    return arrivals.stream().sorted(Comparator.comparing(Arrival::at)).map(Arrival::line).toList();
  }

  private static Instant time(String line) {
    Matcher time = TIME.matcher(line);
    assertTrue(time.find(), line);
    return Instant.parse(time.group(1));
  }
}
