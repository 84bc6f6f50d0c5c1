package dev.pubwatch.cli.simulate.scenario;

import dev.pubwatch.cli.simulate.world.Act;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Networks;
import dev.pubwatch.cli.simulate.world.People;
import dev.pubwatch.cli.simulate.world.Place;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a scenario: takes real times, shifts them by whole weeks into the simulated ones, and
 * collects who is cast and what happens. {@code step} names what an event is in the story.
 */
public final class Story {
  private final String name;
  private final People people;
  private final Duration shift;
  private final List<Unit> cast = new ArrayList<>();
  private final List<Act> acts = new ArrayList<>();
  private final List<Exposure> exposures = new ArrayList<>();
  private Instant last = Instant.MIN;

  /**
   * A story that has not been told.
   *
   * @param monday of the simulated week that the scenario's first day falls into
   */
  public Story(Scenario.About about, long seed, Instant monday) {
    this.name = about.name();
    this.people = new People(seed);
    LocalDate first = LocalDate.parse(about.firstDay());
    LocalDate real = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    this.shift = Duration.between(real.atStartOfDay(ZoneOffset.UTC).toInstant(), monday);
  }

  /** Who is cast. */
  public List<Unit> cast() {
    return List.copyOf(cast);
  }

  /** What happens. */
  public List<Act> acts() {
    return List.copyOf(acts);
  }

  /** Leaks that get reported. */
  public List<Exposure> exposures() {
    return List.copyOf(exposures);
  }

  /** When the last thing happens. */
  public Instant last() {
    return last;
  }

  /** The simulated moment of a real one, {@code 2025-09-08T13:16:00Z}. */
  public Instant time(String real) {
    return Instant.parse(real).plus(shift);
  }

  /** Begins to describe packages of npm, released together. */
  public Cast npm(String owner, String... packages) {
    return new Cast(this, "npm", owner, Arrays.asList(packages));
  }

  /** Begins to describe packages of PyPI. */
  public Cast pypi(String owner, String... packages) {
    return new Cast(this, "pypi", owner, Arrays.asList(packages));
  }

  Unit join(Unit unit) {
    cast.add(unit);
    return unit;
  }

  /** The main maintainer as he is at that moment, with the token that he has. */
  public Who maintainer(Unit unit, Instant at) {
    return people.person(unit.team().get(0), unit.registry(), at.toEpochMilli());
  }

  /** Somebody as he is at that moment. */
  public Who person(String account, Unit unit, Instant at) {
    return people.person(account, unit.registry(), at.toEpochMilli());
  }

  /** A unit's workflow as it is at that moment. */
  public Who robot(Unit unit, Instant at) {
    return people.robot(unit, at.toEpochMilli());
  }

  /** A rented machine, the same for the same number, of nobody in the background. */
  public Place elsewhere(int number) {
    return Networks.rented((number << 7) + Math.floorMod(name.hashCode(), 5_000) * 128L + 40);
  }

  /** A release; {@code odd} changes what is not as usual. */
  public void publish(
      Instant at, Unit unit, int number, Who who, String step, Consumer<PublishEvent> odd) {
    publish(at, unit, List.of(number), "", who, step, odd);
  }

  /** Releases of several packages under one version, two tenths of a second apart. */
  public void publish(
      Instant at,
      Unit unit,
      List<Integer> numbers,
      String line,
      Who who,
      String step,
      Consumer<PublishEvent> odd) {
    act(
        at,
        stage -> {
          String version = stage.nextVersion(unit, line);
          Instant time = at;
          for (int number : numbers) {
            PublishEvent event = stage.records().publish(time, unit, number, version, who);
            odd.accept(event);
            stage.tell(time.toEpochMilli(), event, step);
            time = time.plusMillis(200);
          }
        });
  }

  /** Something done with a credential or to one, at the registry. */
  public void token(Instant at, String action, Unit unit, Who who, String step) {
    token(at, action, unit, who, step, Map.of());
  }

  /** The same, and what else the registry says. */
  public void token(
      Instant at, String action, Unit unit, Who who, String step, Map<String, String> attributes) {
    boolean ofAccount = action.startsWith("login:") || action.startsWith("mfa:");
    act(
        at,
        stage -> {
          String project = ofAccount ? null : unit.packageUrl(0);
          TokenEvent event =
              stage.records().token(at, action, unit.registry(), project, unit.owner(), who);
          event.setAttributes(new TreeMap<>(attributes));
          stage.tell(at.toEpochMilli(), event, step);
        });
  }

  /** Something at the forge. */
  public void forge(
      Instant at, String action, Unit unit, Who who, @Nullable CiContext ci, String step) {
    forge(at, action, unit, who, ci, step, Map.of());
  }

  /** The same, and what else the forge says. */
  public void forge(
      Instant at,
      String action,
      Unit unit,
      Who who,
      @Nullable CiContext ci,
      String step,
      Map<String, String> attributes) {
    act(
        at,
        stage -> {
          String own = action.startsWith("other:") ? action.substring(6) : null;
          CiEvent event = stage.records().forge(at, action, own, unit, who, ci, attributes);
          stage.tell(at.toEpochMilli(), event, step);
        });
  }

  /** Anything else. */
  public void act(Instant at, Act.Scene scene) {
    act(at, at, scene);
  }

  /** Anything else, of which the last is delivered then. */
  public void act(Instant at, Instant delivered, Act.Scene scene) {
    acts.add(new Act(at.toEpochMilli(), name, scene));
    last = delivered.isAfter(last) ? delivered : last;
  }

  /** A credential is reported leaked. */
  public void exposed(Instant leaked, Instant reported, Key key, Unit unit, String by) {
    exposures.add(
        Exposure.newBuilder()
            .setExposureId(name + ":" + (exposures.size() + 1))
            .setCredentialId(key.id())
            .setCredentialKind(key.kind())
            .setExposedAt(leaked)
            .setReportedAt(reported)
            .setSource(by)
            .setProject(unit.packageUrl(0))
            .build());
    last = reported.isAfter(last) ? reported : last;
  }
}
