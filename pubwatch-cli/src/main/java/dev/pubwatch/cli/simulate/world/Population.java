package dev.pubwatch.cli.simulate.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Owners and what they release, each a function of the seed and its number; only which owner a unit
 * belongs to is kept. The module's README says how near it is to npm's history.
 */
final class Population {
  private static final int[] TEAM = {1, 1, 1, 2, 2, 2, 3, 3, 4, 6};
  private static final long OWNER = 11;
  private static final long UNIT = 12;
  private static final double TRAIN = 0.75;
  private static final long HISTORY_DAYS = 1_095; // what the gaps were measured over
  private static final double ASLEEP = 0.4;

  private final long seed;
  private final long begin;
  private int[] ownerOf = new int[1024];
  private int[] firstOf = new int[1024];
  private int units;
  private long projects;

  /**
   * @param wanted number of projects, about
   * @param begin of the history
   */
  Population(long seed, long wanted, long begin) {
    this.seed = seed;
    this.begin = begin;
    for (int owner = 0; projects < wanted; owner++) {
      Dice dice = Dice.of(seed, owner, OWNER);
      int size = size(dice);
      boolean train = size >= 3 && dice.chance(TRAIN);
      for (int i = 0; i < (train ? 1 : size); i++) {
        add(owner, i);
      }
      projects += size;
    }
  }

  private void add(int owner, int number) {
    if (units == ownerOf.length) {
      ownerOf = Arrays.copyOf(ownerOf, units * 2);
      firstOf = Arrays.copyOf(firstOf, units * 2);
    }
    ownerOf[units] = owner;
    firstOf[units] = number;
    units++;
  }

  /** Most hold one, few hold many. */
  private static int size(Dice dice) {
    double pareto = StrictMath.pow(1 - dice.share(), -1 / 1.15);
    return (int) Math.min(90, pareto);
  }

  int units() {
    return units;
  }

  long projects() {
    return projects;
  }

  Unit unit(int index) {
    int number = firstOf[index];
    Dice dice = Dice.of(seed, ownerOf[index], OWNER);
    int size = size(dice);
    boolean train = size >= 3 && dice.chance(TRAIN);
    String owner = "o" + Integer.toString(ownerOf[index], 36) + "-" + dice.hex(4);
    String registry = dice.chance(0.6) ? "npm" : "pypi";
    List<String> team = team(owner, size, dice);
    boolean hasNoCi = dice.chance(0.5);
    int provider = provider(dice);
    Manner mostly = manner(hasNoCi, dice);
    Dice own = Dice.of(seed, index, UNIT);
    boolean rare = own.chance(ASLEEP);
    double releases = Math.min(600, own.logNormal(rare ? 0.04 : 3.9, rare ? 0.5 : 1.4));
    boolean scheduled = mostly != Manner.BY_HAND && own.chance(0.05);
    double sigma = scheduled ? 0.08 : 1.1;
    double spread = StrictMath.exp(sigma * sigma / 2);
    return new Unit(
        registry,
        owner,
        team,
        packages(owner, registry, number, train ? size : 1),
        owner + "/" + (train ? "workspace" : "p" + number),
        mostly,
        provider,
        scheduled ? scheduledGap(own) : HISTORY_DAYS / releases / spread,
        sigma,
        born(own, rare),
        Unit.NEVER,
        lines(own),
        number == 0);
  }

  private static double scheduledGap(Dice own) {
    return new double[] {1, 7, 7, 14, 30.4}[own.below(5)];
  }

  private static List<String> team(String owner, int size, Dice dice) {
    int people = TEAM[dice.below(TEAM.length)] + (size > 12 ? 2 : 0);
    List<String> team = new ArrayList<>(people);
    team.add(people > 2 ? owner + "-a" : owner);
    for (int i = 1; i < people; i++) {
      team.add(owner + "-" + (char) ('a' + i));
    }
    return team;
  }

  private static Manner manner(boolean hasNoCi, Dice dice) {
    return hasNoCi ? Manner.BY_HAND : dice.chance(0.5) ? Manner.TRUSTED : Manner.BY_CI_TOKEN;
  }

  private static int provider(Dice dice) {
    double share = dice.share();
    return share < 0.7 ? 0 : share < 0.85 ? 1 : share < 0.94 ? 2 : -1;
  }

  /** Seven in ten older than the history, the rest born in it. */
  private Instant born(Dice own, boolean rare) {
    double days = rare || own.chance(0.65) ? -1 : own.share() * HISTORY_DAYS;
    return Instant.ofEpochMilli(begin + (long) (days * Calendar.DAY));
  }

  private static List<String> packages(String owner, String registry, int first, int count) {
    List<String> names = new ArrayList<>(count);
    for (int i = first; i < first + count; i++) {
      boolean scoped = registry.equals("npm") && count > 1;
      names.add(scoped ? String.format(Locale.ROOT, "@%s/p%d", owner, i) : owner + "-p" + i);
    }
    return names;
  }

  private static List<String> lines(Dice own) {
    int newest = 1 + own.below(4);
    return own.chance(0.08)
        ? List.of((newest - 1) + ".9", newest + ".2")
        : List.of(newest + "." + own.below(6));
  }
}
