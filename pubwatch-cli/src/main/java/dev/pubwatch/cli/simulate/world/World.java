package dev.pubwatch.cli.simulate.world;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the world: whoever's turn it is acts, and what happened comes out in order. */
public final class World {
  /** Projects at scale 1. */
  public static final int PROJECTS = 1_000;

  private final long seed;
  private final Span span;
  private final Population population;
  private final List<Unit> cast;
  private final Map<Unit, Integer> numbers = new HashMap<>();
  private final List<Act> acts;
  private final People people;
  private final Records records = new Records();
  private final Chronicle out = new Chronicle();
  private final Releases releases;
  private final List<Stream> streams;
  private final int[] released;
  private final long[] nextRelease;
  private final Agenda agenda;
  private int nextAct;

  /**
   * A world that has not begun.
   *
   * @param scale thousands of projects
   * @param cast units of a scenario, which live like all others
   * @param acts what the scenario has happen
   */
  public World(long seed, double scale, Span span, List<Unit> cast, List<Act> acts) {
    this.seed = seed;
    this.span = span;
    this.cast = List.copyOf(cast);
    this.acts = acts.stream().sorted(Comparator.comparingLong(Act::millis)).toList();
    population = new Population(seed, Math.round(PROJECTS * scale), span.history().toEpochMilli());
    people = new People(seed);
    releases = new Releases(seed, span, people, records, out);
    streams = Stream.all(new Happenings(people, records, out), scale, population.units(), cast);
    int units = population.units() + cast.size();
    released = new int[units];
    nextRelease = new long[units];
    agenda = new Agenda(units + streams.size() + 1);
    for (int i = 0; i < cast.size(); i++) {
      numbers.put(cast.get(i), population.units() + i);
    }
  }

  /** How many projects there are. */
  public long projects() {
    return population.projects() + cast.stream().mapToLong(unit -> unit.packages().size()).sum();
  }

  Records records() {
    return records;
  }

  String nextVersion(Unit unit, String line) {
    Integer number = numbers.get(unit);
    if (number == null) {
      throw new IllegalArgumentException(unit.repository() + " is not of the cast");
    }
    released[number]++;
    return releases.version(unit, released[number], line);
  }

  /** Lets it all happen. */
  public void unfold(Sink sink) throws IOException {
    begin();
    long end = span.end().toEpochMilli();
    while (!agenda.isEmpty() && agenda.firstMillis() < end) {
      long now = agenda.firstMillis();
      out.flush(now - 1, sink);
      turn(agenda.remove(), now);
    }
    out.flush(end - 1, sink);
  }

  private void begin() {
    for (int i = 0; i < released.length; i++) {
      Unit unit = unit(i);
      nextRelease[i] = unit.medianGapDays() > 0 ? releases.first(unit) : Long.MAX_VALUE;
      plan(i, unit, span.begin().toEpochMilli() - 1);
    }
    for (int i = 0; i < streams.size(); i++) {
      agenda.add(streams.get(i).begin(span, seed, i), released.length + i);
    }
    planAct();
  }

  private Unit unit(int number) {
    int mine = number - population.units();
    return mine < 0 ? population.unit(number) : cast.get(mine);
  }

  /** Its next release or its people's next token, whichever comes first. */
  private void plan(int number, Unit unit, long after) {
    long token = nextToken(unit, after);
    long next = Math.min(nextRelease[number], token);
    if (next < span.end().toEpochMilli()) {
      agenda.add(next, number);
    }
  }

  private long nextToken(Unit unit, long after) {
    if (!unit.primary()) {
      return Long.MAX_VALUE;
    }
    long begin = span.begin().toEpochMilli();
    return people.nextToken(holders(unit), Math.max(after, begin));
  }

  private static List<String> holders(Unit unit) {
    List<String> all = new ArrayList<>(unit.team());
    if (unit.manner() == Manner.BY_CI_TOKEN) {
      all.add(unit.robot());
    }
    all.add(unit.owner() + "-read");
    return all;
  }

  private void planAct() {
    if (nextAct < acts.size()) {
      agenda.add(acts.get(nextAct).millis(), released.length + streams.size());
    }
  }

  private void turn(int number, long now) {
    if (number < released.length) {
      live(number, now);
    } else if (number < released.length + streams.size()) {
      int at = number - released.length;
      Stream stream = streams.get(at);
      stream.happen(seed, at, now, this::unit);
      agenda.add(now + stream.gap(seed, at), number);
    } else {
      Act act = acts.get(nextAct);
      act.scene().play(new Stage(this, out, act.scenario()));
      nextAct++;
      planAct();
    }
  }

  private void live(int number, long now) {
    Unit unit = unit(number);
    if (now == nextRelease[number]) {
      released[number]++;
      releases.release(unit, released[number], now);
      nextRelease[number] = releases.next(unit, released[number], now);
    } else {
      String account = whose(unit, now);
      streams.get(0).happenings().newToken(unit, account, now);
    }
    plan(number, unit, now);
  }

  private String whose(Unit unit, long now) {
    for (String account : holders(unit)) {
      if (people.nextToken(List.of(account), now - 1) == now) {
        return account;
      }
    }
    return unit.team().get(0);
  }
}
