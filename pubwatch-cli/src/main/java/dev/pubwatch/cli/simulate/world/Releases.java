package dev.pubwatch.cli.simulate.world;

import static dev.pubwatch.cli.simulate.world.Calendar.DAY;
import static dev.pubwatch.cli.simulate.world.Calendar.SECOND;

import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.PublishEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How units release: when next, by whom, as what version, with what traces. */
final class Releases {
  static final String WORKFLOW = ".github/workflows/release.yml";

  private static final long GAP = 21;
  private static final long MANNER = 22;
  private static final long LINE = 23;
  private static final long FIRST = 24;

  /** A release that mends the one before it. */
  private static final double MENDS = 0.4;

  private static final double MENDING_DAYS = 0.07; // 100 min

  private final long seed;
  private final Span span;
  private final People people;
  private final Records records;
  private final Chronicle out;

  Releases(long seed, Span span, People people, Records records, Chronicle out) {
    this.seed = seed;
    this.span = span;
    this.people = people;
    this.records = records;
    this.out = out;
  }

  /** When the first release is. */
  long first(Unit unit) {
    long born = unit.born().toEpochMilli();
    boolean old = born < span.history().toEpochMilli() && unit.sleepsFrom().equals(Unit.NEVER);
    if (!old) {
      return born;
    }
    Dice dice = dice(unit, 0, FIRST);
    double gap = dice.logNormal(unit.medianGapDays(), unit.gapSigma());
    return span.history().toEpochMilli() + (long) (gap * dice.share() * DAY);
  }

  /** When the next one is, after the one of that number. */
  long next(Unit unit, int number, long last) {
    Dice dice = dice(unit, number, GAP);
    boolean scheduled = unit.gapSigma() < 0.3;
    boolean mends = dice.chance(scheduled ? MENDS / 4 : MENDS);
    double days =
        mends
            ? dice.logNormal(MENDING_DAYS, 2.5)
            : dice.logNormal(unit.medianGapDays(), unit.gapSigma());
    long at = last + Math.max(20 * SECOND, (long) (Math.min(days, 4_000) * DAY));
    boolean settled = scheduled || mends;
    at = settled ? at : Calendar.working(at, people.zone(unit.team().get(0)), dice);
    return at < unit.sleepsFrom().toEpochMilli() ? at : Long.MAX_VALUE;
  }

  private Dice dice(Unit unit, int number, long salt) {
    return Dice.of(seed ^ Dice.hash(unit.repository()), number, salt);
  }

  /** The version of that number on a line, {@code 4.1}; empty for the one it would be. */
  String version(Unit unit, int number, String line) {
    List<String> lines = unit.lines();
    if (lines.size() > 1) {
      boolean newest = dice(unit, number, LINE).chance(0.8);
      int at = newest ? lines.size() - 1 : number % (lines.size() - 1);
      return (line.isEmpty() ? lines.get(at) : line) + "." + number;
    }
    String only = line.isEmpty() ? lines.get(0) : line;
    int dot = only.indexOf('.');
    int minor = Integer.parseInt(only.substring(dot + 1)) + number / 9;
    return only.substring(0, dot) + "." + minor + "." + number % 9;
  }

  /** Releases; before the whole begins, only what a registry's tables remember. */
  void release(Unit unit, int number, long at) {
    Dice dice = dice(unit, number, MANNER);
    String version = version(unit, number, "");
    boolean byHand = unit.manner() == Manner.BY_HAND;
    Who who =
        byHand
            ? people.person(member(unit, at, dice), unit.registry(), at)
            : people.robot(unit, at);
    if (!span.isWhole(at)) {
      publishAll(unit, version, who, at, dice, ofRun(unit, dice));
    } else if (byHand) {
      use(unit, who, at);
      publishAll(unit, version, who, at + 800, dice, ofRun(unit, dice));
    } else {
      inRun(unit, version, who, at, dice);
    }
  }

  private void inRun(Unit unit, String version, Who who, long at, Dice dice) {
    CiContext run = ofRun(unit, dice);
    Who pusher = people.person(member(unit, at, dice), unit.registry(), at);
    run(at, "run:start", unit, pusher, run);
    long ready = at + (90 + dice.below(600)) * SECOND;
    if (unit.manner() == Manner.BY_CI_TOKEN) {
      use(unit, who, ready - 900);
    }
    long done = publishAll(unit, version, who, ready, dice, run) + 20 * SECOND;
    run(
        done,
        "run:complete",
        unit,
        pusher,
        CiContext.newBuilder(run).setConclusion("success").build());
  }

  private void use(Unit unit, Who who, long at) {
    Instant time = Instant.ofEpochMilli(at);
    out.add(
        at,
        records.token(time, "token:use", unit.registry(), unit.packageUrl(0), unit.owner(), who),
        Role.BACKGROUND);
  }

  private void run(long at, String action, Unit unit, Who who, CiContext ci) {
    Instant time = Instant.ofEpochMilli(at);
    out.add(at, records.forge(time, action, null, unit, who, ci, Map.of()), Role.BACKGROUND);
  }

  private static CiContext ofRun(Unit unit, Dice dice) {
    return CiContext.newBuilder()
        .setWorkflow(WORKFLOW)
        .setRunId(Long.toString(1_000_000_000_000L + (dice.next() >>> 24)))
        .setRef("refs/heads/main")
        .setHeadSha(dice.hex(40))
        .setEvent("push")
        .setRunnerKind(unit.provider() < 0 ? "self-hosted" : "hosted")
        .build();
  }

  /** All packages of a workspace, or those that changed; the moment after the last one. */
  private long publishAll(
      Unit unit, String version, Who who, long begin, Dice dice, CiContext run) {
    boolean all = dice.chance(0.6);
    long at = begin;
    for (int i = 0; i < unit.packages().size(); i++) {
      if (i == 0 || all || dice.chance(0.4)) {
        PublishEvent event = records.publish(Instant.ofEpochMilli(at), unit, i, version, who);
        event.setCi(seen(unit, run));
        out.add(at, event, Role.BACKGROUND);
        at += (1 + dice.below(7)) * SECOND + dice.below(900);
      }
    }
    return at;
  }

  /** What the registry knows of the run: all of it from a trusted publisher, else the commit. */
  static CiContext seen(Unit unit, CiContext run) {
    return unit.manner() == Manner.TRUSTED
        ? run
        : CiContext.newBuilder().setHeadSha(run.getHeadSha()).build();
  }

  /** Mostly the main maintainer; others join over the years and one by one. */
  private static String member(Unit unit, long at, Dice dice) {
    long years = (at - unit.born().toEpochMilli()) / (300 * DAY);
    double main = 0.55 + 0.45 * Dice.of(0, unit.repository(), MANNER).share();
    int joined = (int) Math.min(unit.team().size(), 1 + Math.max(0, years));
    return joined == 1 || dice.chance(main)
        ? unit.team().get(0)
        : unit.team().get(1 + dice.below(joined - 1));
  }
}
