package dev.pubwatch.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A registry with the variety of ordinary life, seeded: people who travel, rest, upgrade and rotate
 * their tokens; co-maintainers; majors, backports and hotfixes; bots on schedules; workflows with
 * runs that fail; trains. {@link Background} is the plain one.
 */
final class OrdinaryRegistry {
  private static final long DAY = Background.DAY;
  private static final long HOUR = DAY / 24;
  private static final int PEOPLE = 60;

  private final Random random;
  private final int days;
  private final List<Event> events = new ArrayList<>();
  private final List<Person> people = new ArrayList<>();
  private int runs;

  private OrdinaryRegistry(long seed, int days) {
    this.random = new Random(seed);
    this.days = days;
  }

  /** {@code days} days of {@code projects} projects and a few workspaces, in event-time order. */
  static List<Event> of(long seed, int projects, int days) {
    OrdinaryRegistry registry = new OrdinaryRegistry(seed, days);
    for (int i = 0; i < PEOPLE; i++) {
      registry.people.add(registry.new Person(i));
    }
    for (int p = 0; p < projects; p++) {
      registry.project(p);
    }
    for (int w = 0; w < 4; w++) {
      registry.workspace(w);
    }
    registry.events.sort(Comparator.comparingLong(Event::timeMillis).thenComparing(Event::eventId));
    return registry.events;
  }

  /** Somebody with a home, an hour, a client and a token. */
  private final class Person {
    final int id;
    final int hour = random.nextInt(24);
    final long rotatesEvery = (120 + random.nextInt(200)) * DAY;
    final long upgradesEvery = (90 + random.nextInt(300)) * DAY;
    final long salt = random.nextLong();

    Person(int id) {
      this.id = id;
    }

    String token(long time) {
      return "hmac:" + id + "-" + (time - Background.START) / rotatesEvery;
    }

    long tokenMade(long time) {
      long n = (time - Background.START) / rotatesEvery;
      return Background.START + n * rotatesEvery - 20 * DAY;
    }

    String client(long time) {
      return 6 + (time - Background.START + id % 7 * 50L * DAY) / upgradesEvery + ".4.1";
    }

    /** At home, or for one week in twenty-five somewhere else, or for one in forty on a VPN. */
    EventBuilder from(EventBuilder b, long time) {
      long week = (time - Background.START) / (7 * DAY);
      int luck = new Random(salt + week).nextInt(200);
      if (luck < 8) {
        return b.ip("203.0." + luck + "." + id)
            .asn(65_100L + luck * 7L + (long) (id % 5))
            .country("C" + luck);
      }
      if (luck < 13) {
        return b.ip("203.1." + luck + ".9").asn(65_300L + luck).country("SE").networkKind("vpn");
      }
      return b.ip("198.51." + id + ".7").asn(64_500L + id % 9).country("NL");
    }

    EventBuilder signed(EventBuilder b, long time) {
      from(b, time).actorId("person-" + id).actorKind("user");
      b.credentialId(token(time)).credentialKind("api_token");
      b.credentialCreatedAtMillis(tokenMade(time));
      return b.client("npm").clientVersion(client(time));
    }
  }

  /** Versions of one project on their way. */
  private final class Line {
    int major = 1;
    int minor;
    int patch = -1;
    int oldPatch;

    String next() {
      int luck = random.nextInt(100);
      if (luck < 4 && major > 1) {
        return (major - 1) + ".9." + oldPatch++;
      }
      if (luck < 7) {
        major++;
        minor = 0;
        patch = 0;
        oldPatch = 0;
      } else if (luck < 20) {
        minor++;
        patch = 0;
      } else {
        patch += luck < 22 ? 2 : 1;
      }
      return major + "." + minor + "." + patch;
    }
  }

  private void project(int p) {
    Person owner = people.get(p % PEOPLE);
    Person helper = people.get((p * 7 + 3) % PEOPLE);
    int kind = p % 10;
    boolean schedule = kind == 0;
    long adopts = kind == 1 ? 0 : random.nextInt(8) == 0 ? random.nextInt(days) * DAY : days * DAY;
    double everyDays = schedule ? (p % 20 == 0 ? 1.0 : 30.0) : 1 + 20 * random.nextDouble();
    long helps = random.nextInt(3) == 0 ? random.nextInt(days) * DAY : days * DAY;
    Line line = new Line();
    double at = random.nextDouble() * everyDays;
    while (at < days) {
      long time = Background.START + (long) (at * DAY);
      long since = time - Background.START;
      Person who = since > helps && random.nextInt(5) == 0 ? helper : owner;
      time = schedule ? time : atHour(time, who);
      release(p, line.next(), since >= adopts, kind == 2, who, time);
      if (!schedule && random.nextInt(12) == 0) {
        release(p, line.next(), since >= adopts, kind == 2, who, time + HOUR / 2);
      }
      double rest = random.nextInt(30) == 0 ? 6 + random.nextInt(60) : 1;
      double stray = 0.3 - Math.log(1 - random.nextDouble());
      at += everyDays * (schedule ? 1 + 0.02 * random.nextDouble() : stray * rest);
    }
  }

  private long atHour(long time, Person who) {
    double hour = who.hour + 3 * random.nextGaussian();
    return time - Math.floorMod(time, DAY) + (long) (hour * HOUR) + random.nextInt((int) HOUR);
  }

  private void release(
      int p, String version, boolean trusted, boolean inRuns, Person who, long time) {
    EventBuilder b = publish("pkg:npm/ordinary-" + p, "person-" + p % PEOPLE, version, time);
    if (trusted || inRuns) {
      run(p, b, time);
    }
    if (trusted) {
      byWorkflow(b);
    } else {
      who.signed(b, time).attested(false);
      if (inRuns) {
        onRunner(b);
      }
      if (random.nextInt(3) == 0) {
        around(p, who, time);
      }
    }
    events.add(b.build());
  }

  private static EventBuilder publish(String project, String owner, String version, long time) {
    String id = "npm:" + project + "@" + version + "@" + time;
    return Event.builder(id, EventKind.PUBLISH, "npm", time, "release:publish")
        .project(project)
        .owner(owner)
        .version(version)
        .installScript(false)
        .dependencyCount(3)
        .attributes(Map.of("maintainers", "2"));
  }

  private void byWorkflow(EventBuilder b) {
    onRunner(b).actorId("github-actions").actorKind("service").attested(true);
    b.credentialKind("trusted_publisher").trustedPublisher("github");
    b.client("npm").clientVersion("11.5.1");
  }

  private EventBuilder onRunner(EventBuilder b) {
    b.ip("20." + random.nextInt(99) + "." + random.nextInt(99) + ".9").asn(8075).country("US");
    return random.nextBoolean() ? b.networkKind("ci") : b;
  }

  /** The run that releases, and one that failed before it. */
  private void run(int p, EventBuilder release, long time) {
    if (random.nextInt(8) == 0) {
      runs++;
      add(ci(p, "run:start", time - 3 * HOUR).runId("run-" + runs));
      add(ci(p, "run:complete", time - 2 * HOUR).runId("run-" + runs).conclusion("failure"));
    }
    runs++;
    add(ci(p, "run:start", time - 300_000).runId("run-" + runs));
    release.runId("run-" + runs).workflow("release.yml");
    add(ci(p, "run:complete", time + 60_000).runId("run-" + runs).conclusion("success"));
    if (p % 3 == 0) {
      add(ci(p, "tag:move", time + 90_000).ref("v1").actorId("release-bot"));
    }
    if (random.nextInt(60) == 0) {
      add(ci(p, "run:delete", time + DAY).runId("run-" + runs).actorId("person-" + p % PEOPLE));
    }
  }

  private EventBuilder ci(int p, String action, long time) {
    String id = "ci:" + p + ":" + action + "@" + time + "-" + runs;
    return Event.builder(id, EventKind.CI, "github:o" + p % PEOPLE, time, action)
        .project("github.com/o" + p % PEOPLE + "/ordinary-" + p)
        .owner("o" + p % PEOPLE)
        .actorId("person-" + p % PEOPLE)
        .trigger("push");
  }

  private void add(EventBuilder b) {
    events.add(b.build());
  }

  /** What people do around a release: use the token, edit a workflow. */
  private void around(int p, Person who, long time) {
    String id = "token:" + p + "@" + time;
    add(
        who.signed(
            Event.builder(id, EventKind.TOKEN, "npm", time - 60_000, "token:use"), time - 60_000));
    if (random.nextInt(3) == 0) {
      add(
          ci(p, "workflow:update", time - HOUR)
              .workflow(".github/workflows/ci.yml")
              .sendsSecrets(false)
              .attributes(Map.of("secret_refs", "1")));
    }
  }

  /** A train of packages that one account releases together every few weeks. */
  private void workspace(int w) {
    Person who = people.get(w * 11);
    int packages = 10 + random.nextInt(30);
    int release = 0;
    for (double at = 10; at < days; at += 20 + random.nextInt(20)) {
      long time = atHour(Background.START + (long) (at * DAY), who);
      for (int i = 0; i < packages; i++) {
        String project = "pkg:npm/%40space" + w + "/part-" + i;
        long then = time + i * 3000L;
        EventBuilder b = publish(project, "space" + w, "1." + release + ".0", then);
        events.add(who.signed(b, then).attested(false).build());
      }
      release++;
    }
  }
}
