package dev.pubwatch.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Ordinary traffic of a small registry, seeded: weekly people, daily bots, tokens, workflow edits.
 */
public final class Background {
  public static final long DAY = 86_400_000L;
  public static final long START = 1_600_000_000_000L;

  private final Random random;
  private final List<Event> events = new ArrayList<>();

  private Background(long seed) {
    this.random = new Random(seed);
  }

  /** {@code days} days of {@code projects} projects, in event-time order. */
  public static List<Event> of(long seed, int projects, int days) {
    Background background = new Background(seed);
    for (int p = 0; p < projects; p++) {
      background.project(p, days);
    }
    background.events.sort(
        Comparator.comparingLong(Event::timeMillis).thenComparing(Event::eventId));
    return background.events;
  }

  static String project(int p) {
    return "pkg:npm/project-" + p;
  }

  private void project(int p, int days) {
    double everyDays = 1 + 20 * random.nextDouble() * random.nextDouble();
    int patch = 0;
    int minor = 0;
    double at = random.nextDouble() * everyDays;
    while (at < days) {
      boolean newMinor = random.nextInt(8) == 0;
      minor += newMinor ? 1 : 0;
      patch = newMinor ? 0 : patch + 1;
      long time = START + (long) (at * DAY);
      events.add(publish(p, "1." + minor + "." + patch, time).build());
      events.add(tokenUse(p, time - 60_000).build());
      if (random.nextInt(4) == 0) {
        events.add(workflowEdit(p, time - 3_600_000).build());
      }
      at += everyDays * (0.3 - Math.log(1 - random.nextDouble()));
    }
  }

  static EventBuilder publish(int p, String version, long time) {
    return Event.builder(
            "npm:project-" + p + "@" + version, EventKind.PUBLISH, "npm", time, "release:publish")
        .project(project(p))
        .version(version)
        .actorId("owner-" + p % 40)
        .actorKind("user")
        .credentialId("hmac:" + p % 40)
        .credentialKind("api_token")
        .ip("198.51." + p % 40 + ".7")
        .asn(64_500 + p % 40)
        .country("NL")
        .client("npm")
        .clientVersion("8.1." + p % 3)
        .installScript(false)
        .dependencyCount(3)
        .attributes(Map.of("maintainers", "2"));
  }

  static EventBuilder tokenUse(int p, long time) {
    return Event.builder("token:" + p + "@" + time, EventKind.TOKEN, "npm", time, "token:use")
        .actorId("owner-" + p % 40)
        .credentialId("hmac:" + p % 40)
        .credentialKind("api_token")
        .ip("198.51." + p % 40 + ".7")
        .asn(64_500 + p % 40)
        .country("NL")
        .client("npm")
        .clientVersion("8.1.0");
  }

  static EventBuilder workflowEdit(int p, long time) {
    return Event.builder("git:" + p + "@" + time, EventKind.CI, "git", time, "workflow:update")
        .project("git/owner-" + p % 40 + "/project-" + p)
        .owner("owner-" + p % 40)
        .actorId("owner-" + p % 40)
        .workflow(".github/workflows/ci.yml")
        .sendsSecrets(false)
        .attributes(Map.of("secret_refs", "1"));
  }
}
