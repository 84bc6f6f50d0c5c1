package dev.pubwatch.cli.simulate;

import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Act;
import dev.pubwatch.cli.simulate.world.Sink;
import dev.pubwatch.cli.simulate.world.Span;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.World;
import dev.pubwatch.events.Exposure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Scenarios over a background: the same stream for the same arguments, on every machine.
 *
 * <p>Scenarios begin in the same simulated week, {@link #QUIET} after everything begins, on their
 * own weekday and at their own hour.
 */
final class Simulation {
  /** A Monday. */
  static final Instant BEGIN = Instant.parse("2026-06-01T00:00:00Z");

  /** How long the background goes on alone, so that there is something to learn from. */
  static final Duration QUIET = Duration.ofDays(28);

  /** How long it goes on after a scenario's end. */
  private static final Duration AFTER = Duration.ofDays(2);

  private final List<Story> stories = new ArrayList<>();
  private final World world;
  private final Span span;

  /**
   * A simulation that has not begun.
   *
   * @param scale thousands of projects
   * @param historyDays how long before {@link #BEGIN} there are releases
   * @param days how long it goes on, unless a scenario needs longer
   */
  Simulation(List<Scenario> scenarios, long seed, double scale, int historyDays, int days) {
    Set<Unit> cast = new LinkedHashSet<>();
    List<Act> acts = new ArrayList<>();
    Instant end = BEGIN.plus(Duration.ofDays(days));
    for (Scenario scenario : scenarios) {
      Story story = new Story(scenario.about(), seed, BEGIN.plus(QUIET));
      scenario.tell(story);
      stories.add(story);
      cast.addAll(story.cast());
      acts.addAll(story.acts());
      Instant needed = story.last().plus(AFTER);
      end = needed.isAfter(end) ? needed : end;
    }
    span = new Span(BEGIN.minus(Duration.ofDays(historyDays)), BEGIN, end);
    world = new World(seed, scale, span, List.copyOf(cast), acts);
  }

  /** Lets it happen. */
  void run(Sink sink) throws IOException {
    world.unfold(sink);
  }

  /** Leaks that get reported, first reported first. */
  List<Exposure> exposures() {
    return stories.stream()
        .flatMap(story -> story.exposures().stream())
        .sorted(
            Comparator.comparing(Exposure::getReportedAt).thenComparing(Exposure::getExposureId))
        .toList();
  }

  /** The simulated time. */
  Span span() {
    return span;
  }

  /** How many projects there are. */
  long projects() {
    return world.projects();
  }
}
