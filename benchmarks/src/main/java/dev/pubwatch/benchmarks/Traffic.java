package dev.pubwatch.benchmarks;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Seeded publish traffic with the shape that matters for speed: a heavy-tailed choice of projects,
 * a tenth as many publishers, versions that count up, times in order.
 */
final class Traffic {
  private static final long START = 1_700_000_000_000L;

  private Traffic() {}

  /** {@code count} publishes over {@code projects} projects, in event-time order. */
  static List<Event> publishes(int count, int projects, long seed) {
    Random random = new Random(seed);
    int[] releases = new int[projects];
    List<Event> events = new ArrayList<>(count);
    long time = START;
    for (int i = 0; i < count; i++) {
      double u = random.nextDouble();
      int project = (int) (projects * u * u * u);
      time += 1 + random.nextInt(20_000);
      events.add(publish(project, ++releases[project], time));
    }
    return events;
  }

  private static Event publish(int project, int release, long time) {
    String version = "1." + release / 10 + "." + release % 10;
    String name = "project-" + project;
    return Event.builder(
            "npm:" + name + "@" + version, EventKind.PUBLISH, "npm", time, "release:publish")
        .project("pkg:npm/" + name)
        .version(version)
        .actorId("owner-" + project / 10)
        .actorKind("user")
        .credentialKind("api_token")
        .credentialId("hmac:" + Integer.toHexString(project / 10))
        .ip("198.51.100." + project % 250)
        .client("npm")
        .clientVersion("10.2." + project % 7)
        .installScript(false)
        .dependencyCount(project % 9)
        .attributes(Map.of("maintainers", "2"))
        .build();
  }
}
