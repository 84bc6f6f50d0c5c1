package dev.pubwatch.cli.simulate.world;

import static dev.pubwatch.cli.simulate.world.Calendar.DAY;
import static dev.pubwatch.cli.simulate.world.Calendar.HOUR;
import static dev.pubwatch.cli.simulate.world.Calendar.SECOND;

import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.CredentialKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes on beside releases, one method a kind; each is about one unit at one moment. */
final class Happenings {
  private static final Key APP = new Key("app:dependency-bot", CredentialKind.app, null, null);
  private static final String[] WORKFLOWS = {"test.yml", "lint.yml", "release.yml", "docs.yml"};
  private static final String[] HOSTS = {
    "registry.example", "index.example", "coverage.example", "api.github.com", "hooks.chat.example"
  };

  private final People people;
  private final Records records;
  private final Chronicle out;

  Happenings(People people, Records records, Chronicle out) {
    this.people = people;
    this.records = records;
    this.out = out;
  }

  /** A token used: by workflows that install, now and then by a person. */
  void use(Unit unit, long at, Dice dice) {
    Who who =
        dice.chance(0.85)
            ? people.reader(unit, at)
            : people.person(member(unit, dice), unit.registry(), at);
    int number = dice.below(unit.packages().size());
    token(at, "token:use", unit, unit.packageUrl(number), who);
  }

  /** A sign-in, one in fifteen only at the second try. */
  void signIn(Unit unit, long at, Dice dice) {
    Who who = people.browser(member(unit, dice), unit.registry(), at);
    if (dice.chance(0.07)) {
      token(at, "login:failure", unit, null, who);
      token(at + (10 + dice.below(30)) * SECOND, "login:success", unit, null, who);
    } else {
      token(at, "login:success", unit, null, who);
    }
  }

  /** Somebody of the team makes a token that he or a workflow uses from now on. */
  void newToken(Unit unit, String account, long at) {
    boolean isPerson = unit.team().contains(account);
    String maker = isPerson ? account : unit.team().get(0);
    Who who = people.browser(maker, unit.registry(), at - 1);
    Key fresh = people.token(account, at);
    token(at, "token:create", unit, null, who.with(fresh));
    Instant secretAt = Instant.ofEpochMilli(at + 140 * SECOND);
    if (unit.manner() == Manner.BY_CI_TOKEN) {
      out.add(
          at + 140 * SECOND,
          records.forge(secretAt, "secret:update", null, unit, who, null, Map.of("name", "TOKEN")),
          Role.BACKGROUND);
    }
  }

  /** A workflow file edited; three in ten by the bot that raises dependencies. */
  void edit(Unit unit, long at, Dice dice) {
    boolean byBot = dice.chance(0.3);
    Who who = byBot ? bot(at) : people.person(member(unit, dice), unit.registry(), at);
    boolean create = !byBot && dice.chance(0.08);
    String sha = dice.hex(40);
    CiContext ci =
        CiContext.newBuilder()
            .setWorkflow(".github/workflows/" + WORKFLOWS[dice.below(create ? 4 : 3)])
            .setRef("refs/heads/main")
            .setHeadSha(sha)
            .setSecretsPassed(dice.chance(0.3) ? List.of("TOKEN") : List.of())
            .setEgressHosts(hosts(unit, dice))
            .setContentHash(dice.chance(0.1) ? "template" + dice.below(12) : dice.hex(16))
            .setSendsSecrets(Dice.hash(unit.repository()) % 17 == 0)
            .setActionRefsUnpinned(dice.below(5))
            .build();
    CiEvent event = forge(at, create ? "workflow:create" : "workflow:update", unit, who, ci);
    event.setEventId("git:" + unit.forgeProject() + "@" + sha);
    out.add(at, event, Role.BACKGROUND);
  }

  private static List<String> hosts(Unit unit, Dice dice) {
    if (dice.chance(0.012)) {
      return List.of("h" + dice.below(1_000_000) + ".example");
    }
    int usual = Math.floorMod((int) Dice.hash(unit.repository()), HOSTS.length);
    return dice.chance(0.5) ? List.of(HOSTS[usual]) : List.of();
  }

  /** A run of some workflow; a third belong to pull requests, which are closed hours later. */
  void run(Unit unit, long at, Dice dice) {
    boolean byBot = dice.chance(0.25);
    Who who = byBot ? bot(at) : people.person(member(unit, dice), unit.registry(), at);
    boolean pull = byBot || dice.chance(0.2);
    if (pull) {
      Map<String, String> request = Map.of("pull_request_id", Long.toString(dice.next() >>> 30));
      pull(at, "opened", unit, who, request);
      pull(at + (long) ((0.05 + dice.exponential(6)) * HOUR), "closed", unit, who, request);
    }
    CiContext ci =
        CiContext.newBuilder()
            .setWorkflow(".github/workflows/" + WORKFLOWS[dice.below(2)])
            .setRunId(Long.toString(2_000_000_000_000L + (dice.next() >>> 24)))
            .setRef(pull ? "refs/heads/change" : "refs/heads/main")
            .setHeadSha(dice.hex(40))
            .setEvent(pull ? "pull_request" : "push")
            .setRunnerKind(unit.provider() < 0 ? "self-hosted" : "hosted")
            .setEgressHosts(List.of(HOSTS[unit.registry().equals("npm") ? 0 : 1]))
            .build();
    long begin = at + 15 * SECOND;
    out.add(begin, forge(begin, "run:start", unit, who, ci), Role.BACKGROUND);
    long done = begin + (60 + dice.below(900)) * SECOND;
    String end = dice.chance(0.9) ? "success" : dice.chance(0.8) ? "failure" : "cancelled";
    if (dice.chance(0.3)) {
      cache(unit, done - SECOND, who, ci, pull);
    }
    CiContext ended = CiContext.newBuilder(ci).setConclusion(end).build();
    out.add(done, forge(done, "run:complete", unit, who, ended), Role.BACKGROUND);
  }

  /**
   * A request's cache stays in its own scope; one repository in a hundred lets requests write the
   * main branch's all the time.
   */
  private void cache(Unit unit, long at, Who who, CiContext run, boolean pull) {
    boolean careless = Math.floorMod(Dice.hash(unit.repository() + "/cache"), 100) == 0;
    CiContext.Builder ci = CiContext.newBuilder(run);
    if (pull) {
      ci.setEvent(careless ? "pull_request_target" : "pull_request");
      ci.setRef(careless ? "refs/heads/main" : "refs/pull/1/merge");
    }
    Instant time = Instant.ofEpochMilli(at);
    out.add(
        at,
        records.forge(time, "other:cache.save", "cache.save", unit, who, ci.build(), Map.of()),
        Role.BACKGROUND);
  }

  private void pull(long at, String verb, Unit unit, Who who, Map<String, String> request) {
    String action = "pull_request." + verb;
    Instant time = Instant.ofEpochMilli(at);
    out.add(
        at,
        records.forge(time, "other:" + action, action, unit, who, null, request),
        Role.BACKGROUND);
  }

  /** Rarer things of a forge and a registry that are nobody's harm. */
  void rarity(Unit unit, long at, Dice dice) {
    Who who = people.person(member(unit, dice), unit.registry(), at);
    String what =
        switch (dice.below(8)) {
          case 0 -> "owner:add";
          case 1 -> "run:delete";
          case 2 -> "branch_protection:change";
          case 3 -> "webhook:create";
          case 4 -> "tag:move";
          case 5 -> "secret:update";
          default -> "repo:clone";
        };
    if (what.equals("owner:add")) {
      var event = records.token(time(at), what, unit.registry(), null, unit.owner(), who);
      event.setAttributes(Map.of("added", unit.team().get(unit.team().size() - 1)));
      out.add(at, event, Role.BACKGROUND);
    } else {
      CiContext ci = what.equals("tag:move") ? tag("v1", dice) : null;
      out.add(at, forge(at, what, unit, who, ci), Role.BACKGROUND);
    }
  }

  private static CiContext tag(String name, Dice dice) {
    return CiContext.newBuilder().setRef("refs/tags/" + name).setHeadSha(dice.hex(40)).build();
  }

  private static Who bot(long at) {
    return new Who(
        "dependency-bot[bot]", ActorKind.bot, APP, Networks.runner(0, at), "git", "2.43");
  }

  private static String member(Unit unit, Dice dice) {
    List<String> team = unit.team();
    return dice.chance(0.75) ? team.get(0) : team.get(dice.below(team.size()));
  }

  private CiEvent forge(long at, String action, Unit unit, Who who, @Nullable CiContext ci) {
    return records.forge(time(at), action, null, unit, who, ci, Map.of());
  }

  private void token(long at, String action, Unit unit, @Nullable String project, Who who) {
    out.add(
        at,
        records.token(time(at), action, unit.registry(), project, unit.owner(), who),
        Role.BACKGROUND);
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  /** Days as milliseconds. */
  static long days(double days) {
    return (long) (days * DAY);
  }
}
