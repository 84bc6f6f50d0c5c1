package dev.pubwatch.cli.simulate.world;

import static dev.pubwatch.cli.simulate.world.Calendar.DAY;

import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import java.time.Instant;
import java.util.List;

/** Who somebody is at a moment: where he is, with which token and program. */
public final class People {
  private static final long HOME = 1;
  private static final long TRAVEL = 2;
  private static final long TOKENS = 3;
  private static final long PROGRAM = 4;
  private static final long ROTATION = 5;

  /** Share of weeks that somebody is not at home. */
  private static final double AWAY = 0.03;

  private static final double USES_VPN = 0.08;

  private final long seed;

  /** The people of a world. */
  public People(long seed) {
    this.seed = seed;
  }

  /** A maintainer, from wherever he is that week, with the token that he has then. */
  public Who person(String account, String registry, long millis) {
    Dice program = Dice.of(seed, account, PROGRAM);
    boolean npm = registry.equals("npm");
    String version = version(npm ? 6 : 4, millis, program.below(400));
    return new Who(
        account,
        ActorKind.user,
        token(account, millis),
        where(account, millis),
        npm ? "npm" : program.chance(0.8) ? "twine" : "uv",
        version);
  }

  /** The same person in front of a browser. */
  public Who browser(String account, String registry, long millis) {
    return person(account, registry, millis).using("browser", version(110, millis, 0));
  }

  /** A unit's workflow as the registry sees it. */
  public Who robot(Unit unit, long millis) {
    boolean npm = unit.registry().equals("npm");
    return new Who(
        unit.robot(),
        ActorKind.bot,
        unit.manner() == Manner.TRUSTED ? trusted(unit) : token(unit.robot(), millis),
        runner(unit, millis),
        npm ? "npm" : "twine",
        version(npm ? 6 : 4, millis, 60));
  }

  /** An owner's workflows that only install: with a token that reads. */
  Who reader(Unit unit, long millis) {
    boolean npm = unit.registry().equals("npm");
    return new Who(
        unit.owner() + "-read",
        ActorKind.service,
        token(unit.owner() + "-read", millis),
        runner(unit, millis),
        npm ? "npm" : "pip",
        version(npm ? 6 : 20, millis, 90));
  }

  /** Where a unit's workflow runs this time. */
  public Place runner(Unit unit, long millis) {
    return unit.provider() < 0
        ? Networks.rented(Dice.hash(unit.owner()) >>> 1)
        : Networks.runner(unit.provider(), millis ^ Dice.hash(unit.repository()));
  }

  private static Key trusted(Unit unit) {
    return new Key(
        "oidc:" + unit.forgeProject(), CredentialKind.trusted_publisher, null, unit.workflowRef());
  }

  private Place where(String account, long millis) {
    Dice home = Dice.of(seed, account, HOME);
    long person = home.next() >>> 1;
    int country = Networks.country(home);
    boolean vpnUser = home.chance(USES_VPN);
    long week = Math.floorDiv(millis, 7 * DAY);
    Dice trip = Dice.of(seed ^ Dice.hash(account), week, TRAVEL);
    if (trip.chance(AWAY)) {
      int abroad = Networks.country(trip);
      return trip.chance(0.5)
          ? Networks.mobile(abroad, trip)
          : Networks.line(person + week, abroad, week);
    }
    Dice today = Dice.of(seed ^ Dice.hash(account), millis, TRAVEL);
    return vpnUser && today.chance(0.4)
        ? Networks.vpn(today.below(150))
        : Networks.line(person, country, week / 2);
  }

  int zone(String account) {
    Dice home = Dice.of(seed, account, HOME);
    home.next();
    return Networks.zone(Networks.country(home));
  }

  /** The token that an account publishes with at a moment. */
  public Key token(String account, long millis) {
    long generation = generation(account, millis);
    return Key.token(
        account + " token " + generation, Instant.ofEpochMilli(begin(account, generation)));
  }

  private long generation(String account, long millis) {
    Dice dice = Dice.of(seed, account, TOKENS);
    long life = life(dice);
    long raw = Math.floorDiv(millis + (long) (dice.share() * life), life);
    return begin(account, raw) <= millis ? raw : raw - 1;
  }

  /** When an account's next token is made: at an hour at which its people work. */
  long nextToken(List<String> team, long after) {
    long next = Long.MAX_VALUE;
    for (String account : team) {
      next = Math.min(next, begin(account, generation(account, after) + 1));
    }
    return next;
  }

  private long begin(String account, long generation) {
    Dice dice = Dice.of(seed, account, TOKENS);
    long life = life(dice);
    long raw = generation * life - (long) (dice.share() * life);
    return Calendar.working(
        raw, zone(account), Dice.of(seed ^ Dice.hash(account), generation, ROTATION));
  }

  /** A year and a half at the median, two months at least. */
  private static long life(Dice dice) {
    return (long) (Math.min(3_000, Math.max(60, dice.logNormal(500, 0.8))) * DAY);
  }

  /** A program's version goes on by a minor every two months; some are slow to follow. */
  private static String version(int major, long millis, int lateDays) {
    long months = Math.max(0, Math.floorDiv(millis - 1_577_836_800_000L, DAY) - lateDays) / 60;
    return (major + months / 8) + "." + months % 8 + ".0";
  }
}
