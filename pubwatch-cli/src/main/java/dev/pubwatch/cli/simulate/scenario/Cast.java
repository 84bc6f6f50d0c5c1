package dev.pubwatch.cli.simulate.scenario;

import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import java.time.Instant;
import java.util.List;

/** Describes a unit of a scenario; it lives like any other until and after things happen to it. */
public final class Cast {
  private static final Instant ALWAYS = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant NEVER = Instant.parse("9000-01-01T00:00:00Z");

  private final Story story;
  private final String registry;
  private final String owner;
  private final List<String> packages;
  private List<String> team;
  private String repository;
  private Manner manner = Manner.BY_HAND;
  private int provider;
  private double gapDays = 30;
  private double sigma = 1;
  private Instant born = ALWAYS;
  private Instant sleepsFrom = NEVER;
  private List<String> lines = List.of("1.4");
  private boolean sharesOwner;

  Cast(Story story, String registry, String owner, List<String> packages) {
    this.story = story;
    this.registry = registry;
    this.owner = owner;
    this.packages = packages;
    this.team = List.of(owner);
    this.repository = owner + "/" + packages.get(0).replaceAll("^@[^/]*/", "");
  }

  /** Accounts that release it, the main one first; without this the owner alone. */
  public Cast team(String... accounts) {
    team = List.of(accounts);
    return this;
  }

  /** How it is released. */
  public Cast released(Manner how) {
    manner = how;
    return this;
  }

  /** Days between releases at the median; 0 for a repository that publishes nothing. */
  public Cast every(double days) {
    gapDays = days;
    return this;
  }

  /** On a schedule, to the hour. */
  public Cast scheduledEvery(double days) {
    gapDays = days;
    sigma = 0.02;
    return this;
  }

  /** Since a real date; by itself for longer than anybody remembers. */
  public Cast since(String day) {
    born = story.time(day + "T09:00:00Z");
    return this;
  }

  /** Releases nothing by itself from a real date on. */
  public Cast asleepFrom(String day) {
    sleepsFrom = story.time(day + "T00:00:00Z");
    return this;
  }

  /** Release lines, such as 4.1, oldest first. */
  public Cast lines(String... all) {
    lines = List.of(all);
    return this;
  }

  /** Name of the repository, where it is not that of the first package. */
  public Cast repository(String name) {
    repository = owner + "/" + name;
    return this;
  }

  /** Its workflows run on another CI provider than most. */
  public Cast provider(int number) {
    provider = number;
    return this;
  }

  /** Another unit of the same owner came first: its people live there. */
  public Cast sharesOwner() {
    sharesOwner = true;
    return this;
  }

  /** Joins the world. */
  public Unit join() {
    return story.join(
        new Unit(
            registry,
            owner,
            team,
            packages,
            repository,
            manner,
            provider,
            gapDays,
            sigma,
            born,
            sleepsFrom,
            lines,
            !sharesOwner));
  }
}
