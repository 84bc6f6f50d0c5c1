package dev.pubwatch.benchmarks.peers;

import dev.pubwatch.benchmarks.EventFile;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A made-up registry of three years with labelled incidents, for whoever has no history at hand: to
 * see the comparison run, not to draw conclusions from. Projects release at their own pace, some
 * fall asleep and wake; owners release workspaces at once; new maintainers join. In the last year
 * accounts are taken over: sleeping projects by strangers, and an owner's projects by a thief of
 * his token.
 */
final class LabelledTraffic {
  private static final long START = Instant.parse("2021-01-01T00:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long DAY = 1440 * MINUTE;
  private static final int DAYS = 1095;
  private static final int OWNERS = 150;
  private static final int INCIDENTS = 12;

  private final Random random;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, History.Label> labels = new HashMap<>();
  private final List<Project> projects = new ArrayList<>();

  /** A project as it goes through the years. */
  private static final class Project {
    final String name;
    final int owner;
    final double gapDays;
    final List<String> publishers = new ArrayList<>();
    int releases;

    Project(String name, int owner, double gapDays) {
      this.name = name;
      this.owner = owner;
      this.gapDays = gapDays;
      publishers.add("owner-" + owner);
    }

    String version(int line) {
      return line + "." + releases / 10 + "." + releases % 10;
    }
  }

  private LabelledTraffic(long seed) {
    random = new Random(seed);
  }

  static History generate(long seed) {
    LabelledTraffic traffic = new LabelledTraffic(seed);
    for (int owner = 0; owner < OWNERS; owner++) {
      traffic.addOwner(owner);
    }
    for (int day = 0; day < DAYS; day++) {
      traffic.ordinaryDay(START + day * DAY);
    }
    for (int i = 0; i < INCIDENTS; i++) {
      long when = judgedFrom() + (i * 28L + 3) * DAY;
      if (i % 2 == 0) {
        traffic.takeover("takeover-" + i, when);
      } else {
        traffic.stolenToken("token-" + i, when);
      }
    }
    return new History(new EventFile(traffic.events, 0).events(), traffic.labels, 0);
  }

  /** Two years are learned from. */
  static long judgedFrom() {
    return START + 730 * DAY;
  }

  private void addOwner(int owner) {
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      double gap = 3 * StrictMath.exp(3.5 * random.nextDouble());
      projects.add(new Project("project-" + owner + "-" + i, owner, gap));
    }
  }

  private void ordinaryDay(long day) {
    for (Project project : projects) {
      if (random.nextDouble() < 1 / project.gapDays) {
        release(project, day + random.nextInt(600) * MINUTE);
      }
    }
    if (random.nextInt(4) == 0) {
      workspace(random.nextInt(OWNERS), day + random.nextInt(600) * MINUTE);
    }
  }

  private void workspace(int owner, long time) {
    long at = time;
    for (Project project : projects) {
      if (project.owner == owner) {
        at += 20_000;
        publish(project, project.publishers.get(0), at, 1, false);
      }
    }
  }

  private void release(Project project, long time) {
    if (random.nextInt(150) == 0) {
      project.publishers.add("friend-" + random.nextInt(OWNERS));
    }
    int who = random.nextInt(4) == 0 ? random.nextInt(project.publishers.size()) : 0;
    publish(project, project.publishers.get(who), time, 1, false);
  }

  private void publish(Project project, String actor, long time, int line, boolean script) {
    project.releases++;
    String version = project.version(line);
    events.add(
        Event.builder(
                "npm:" + project.name + "@" + version,
                EventKind.PUBLISH,
                "npm",
                time,
                "release:publish")
            .project("pkg:npm/" + project.name)
            .version(version)
            .actorId(actor)
            .client("npm")
            .clientVersion("8." + (time - START) / (90 * DAY) + ".0")
            .installScript(script)
            .dependencyCount(project.name.length() % 5)
            .build());
  }

  /** A stranger wakes a project that slept, on two release lines, with an install script. */
  private void takeover(String campaign, long time) {
    Project project = slowest(random.nextInt(20));
    for (int line = 2; line >= 1; line--) {
      publish(project, "stranger-" + campaign, time + line * MINUTE, line, true);
      label(project, line, campaign);
    }
  }

  private void stolenToken(String campaign, long time) {
    int owner = random.nextInt(OWNERS);
    long at = time;
    for (Project project : projects) {
      if (project.owner == owner) {
        at += MINUTE;
        publish(project, project.publishers.get(0), at, 1, true);
        label(project, 1, campaign);
      }
    }
  }

  private void label(Project project, int line, String campaign) {
    labels.put(
        "pkg:npm/" + project.name + "@" + project.version(line), new History.Label(campaign, true));
  }

  private Project slowest(int rank) {
    return projects.stream()
        .sorted((a, b) -> Double.compare(b.gapDays, a.gapDays))
        .skip(rank)
        .findFirst()
        .orElseThrow();
  }
}
