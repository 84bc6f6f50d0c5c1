package dev.pubwatch.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An intruder who publishes ordinary patch releases of an established project at a pace of his own,
 * to be taken for normal. The project's owner goes on with a release a week, numbered in one line
 * with the intruder's, among the ordinary traffic of {@link Background}.
 */
final class SlowIntruder {
  static final String TARGET = "pkg:npm/target";

  /** The intruder's first release, after 400 days of the owner alone. */
  static final long BEGIN = Background.START + 400 * Background.DAY;

  private static final int PROJECTS = 80;
  private static final int HORIZON_DAYS = 800;
  private static final List<Event> BACKGROUND = Background.of(99, PROJECTS, HORIZON_DAYS);

  /** How many of his releases in a row are looked at: the middle one of them decides. */
  private static final int WINDOW = 7;

  /** What is his own; the rest he shares with the owner. */
  enum Trail {
    ORIGIN,
    CREDENTIAL,
    ACCOUNT,
    ALL
  }

  final DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
  final List<Score> scores = new ArrayList<>();
  private final List<Event> events = new ArrayList<>(BACKGROUND);
  private final Map<String, Trail> his = new HashMap<>();
  private int next;
  private int said;

  SlowIntruder(Trail trail, double perDay) {
    this(trail, times(new Random(6), BEGIN, perDay));
  }

  /**
   * @param intruders times of his releases
   */
  SlowIntruder(Trail trail, List<Long> intruders) {
    List<Long> owners = times(new Random(5), Background.START, 1 / 7.0);
    TreeSet<Long> all = new TreeSet<>(owners);
    all.addAll(intruders);
    int patch = 0;
    for (long time : all) {
      EventBuilder release = release(patch++, time);
      if (intruders.contains(time)) {
        disguise(release, trail);
        his.put("target@" + time, trail);
      }
      events.add(release.build());
    }
    events.sort(Comparator.comparingLong(Event::timeMillis).thenComparing(Event::eventId));
  }

  private static List<Long> times(Random random, long from, double perDay) {
    List<Long> times = new ArrayList<>();
    long end = Background.START + HORIZON_DAYS * Background.DAY;
    double days = 0;
    for (long time = from; time < end; time = from + (long) (days * Background.DAY)) {
      times.add(time);
      days += (0.3 - 0.7 * Math.log(1 - random.nextDouble())) / perDay;
    }
    return times;
  }

  private static EventBuilder release(int patch, long time) {
    return Event.builder("target@" + time, EventKind.PUBLISH, "npm", time, "release:publish")
        .project(TARGET)
        .owner("victim")
        .version("1.0." + patch)
        .actorId("victim")
        .credentialId("hmac:victim")
        .credentialKind("api_token")
        .ip("192.0.2.7")
        .asn(64_999)
        .country("DE")
        .client("npm")
        .clientVersion("8.1.0")
        .installScript(false)
        .dependencyCount(3)
        .attributes(Map.of("maintainers", "2"));
  }

  /** Gives something the intruder's own marks. */
  static EventBuilder disguise(EventBuilder builder, Trail trail) {
    if (trail == Trail.ORIGIN || trail == Trail.ALL) {
      builder.ip("203.0.113.9").asn(65_000).country("XX");
    }
    if (trail != Trail.ORIGIN) {
      builder.credentialId("hmac:mallory");
    }
    if (trail == Trail.ACCOUNT || trail == Trail.ALL) {
      builder.actorId("mallory");
    }
    return builder;
  }

  /** Goes on until the intruder has released so many times in all, or the end. */
  void until(int releases) {
    while (next < events.size() && scores.size() < releases) {
      Event event = events.get(next++);
      Score score = run.score(event);
      if (his.containsKey(event.eventId())) {
        scores.add(score);
      }
    }
  }

  /** What an analyst says of each alert about the target so far, a moment after the last event. */
  void say(Verdict.Kind kind, Trail trail, long sinceMillis) {
    Map<String, Set<Long>> evidence = new TreeMap<>();
    for (Alert alert : alerts()) {
      Set<Long> times = evidence.computeIfAbsent(alert.alertId(), id -> new TreeSet<>());
      alert.events().forEach(e -> times.add(e.timeMillis()));
    }
    evidence.forEach((alertId, times) -> say(kind, trail, alertId, times, sinceMillis));
  }

  private void say(
      Verdict.Kind kind, Trail trail, String alertId, Collection<Long> evidence, long sinceMillis) {
    long now = events.get(next - 1).timeMillis() + ++said;
    EventBuilder verdict =
        Verdict.event("verdict-" + said, "npm", now, kind, alertId, evidence, sinceMillis)
            .project(TARGET)
            .owner("victim")
            .actorId("victim")
            .credentialId("hmac:victim")
            .ip("192.0.2.7")
            .asn(64_999)
            .country("DE");
    run.heed(disguise(verdict, trail).build());
  }

  List<Alert> alerts() {
    return run.alerts.stream()
        .filter(a -> TARGET.equals(a.project()) && a.detectedAtMillis() >= BEGIN)
        .toList();
  }

  /** After how many of his releases the middle one of the next seven has fewer bits; -1: never. */
  int releasesUntilBelow(double bits) {
    for (int i = 0; i + WINDOW <= scores.size(); i++) {
      if (median(i) < bits) {
        return i;
      }
    }
    return -1;
  }

  /** The middle score of seven releases from the one of that index on. */
  double median(int from) {
    double[] window = new double[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      window[i] = bits(from + i);
    }
    Arrays.sort(window);
    return window[WINDOW / 2];
  }

  double bits(int release) {
    return scores.get(release).scoreBits();
  }

  /** Days between his first release and another. */
  double days(int release) {
    return (scores.get(release).timeMillis() - BEGIN) / (double) Background.DAY;
  }
}
