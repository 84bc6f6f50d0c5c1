package dev.pubwatch.cli.simulate;

import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.world.Role;
import dev.pubwatch.cli.simulate.world.Span;
import dev.pubwatch.cli.text.Numbers;
import dev.pubwatch.events.PublishEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** What was written, in words. */
final class Summary {
  private final List<Scenario> scenarios;
  private final Simulation simulation;
  private final double scale;
  private final long seed;
  private final Map<String, Long> labelled = new TreeMap<>();
  private long events;
  private long publishes;

  Summary(List<Scenario> scenarios, Simulation simulation, double scale, long seed) {
    this.scenarios = scenarios;
    this.simulation = simulation;
    this.scale = scale;
    this.seed = seed;
  }

  void count(SpecificRecord event, Role role) {
    events++;
    publishes += event instanceof PublishEvent ? 1 : 0;
    if (role.isLabelled()) {
      labelled.merge(role.scenario(), 1L, Long::sum);
    }
  }

  long events() {
    return events;
  }

  /** For a person who waits. */
  List<String> lines(Path folder) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s events, %s of them releases, of %s projects, %s to %s"
            .formatted(
                folder,
                Numbers.grouped(events),
                Numbers.grouped(publishes),
                Numbers.grouped(simulation.projects()),
                day(simulation.span().history()),
                day(simulation.span().end())));
    scenarios.forEach(scenario -> lines.add("  " + told(scenario.about())));
    return lines;
  }

  private String told(Scenario.About about) {
    long count = labelled.getOrDefault(about.name(), 0L);
    String events = Numbers.grouped(count) + (count == 1 ? " event" : " events");
    return switch (about.kind()) {
      case MALICIOUS -> "%s: %s labelled malicious".formatted(about.name(), events);
      case CONTROL -> "%s: %s that must stay silent".formatted(about.name(), events);
      case INVISIBLE ->
          "%s: nothing to see at the registry; %s labelled invisible, none can be told from normal"
              .formatted(about.name(), events);
    };
  }

  /** For whoever finds the folder. */
  String readme(Path eventsFile) {
    String name = String.valueOf(eventsFile.getFileName());
    StringBuilder out = new StringBuilder("# Simulated by pubwatch\n");
    out.append("Seed ").append(seed).append(", scale ").append(scale).append(": ");
    out.append(Numbers.grouped(events)).append(" events of ");
    out.append(Numbers.grouped(simulation.projects())).append(" made-up projects. ");
    out.append("Releases and workflow edits from ").append(day(simulation.span().history()));
    out.append(", everything from ").append(day(simulation.span().begin()));
    out.append(" to ").append(day(simulation.span().end()));
    if (!scenarios.isEmpty()) {
      out.append("; scenarios from ").append(day(judgedFrom())).append(" on");
    }
    out.append(".\n\n");
    for (Scenario scenario : scenarios) {
      Scenario.About about = scenario.about();
      out.append("- ").append(told(about)).append("\n  ").append(about.title());
      if (!about.reference().isEmpty()) {
        out.append(". After ").append(about.reference());
        out.append("; its first day was ").append(about.firstDay());
      }
      out.append(".\n");
    }
    return out.append("\n```\n").append(commands(name)).append("```\n").toString();
  }

  private String commands(String name) {
    String exposures = simulation.exposures().isEmpty() ? "" : " --exposures exposures.jsonl";
    String warmUp = " --warm-up " + day(judgedFrom());
    String labels =
        labelled.isEmpty()
            ? ""
            : "./pubwatch backtest --labels labels.jsonl --format pubwatch%s%s %s\n"
                .formatted(warmUp, exposures, name);
    return "./pubwatch replay --format pubwatch%s%s --alerts alerts.jsonl %s\n%s"
        .formatted(warmUp, exposures, name, labels);
  }

  /** When scenarios begin; half of a background that ends before. */
  private Instant judgedFrom() {
    Span span = simulation.span();
    Instant quietUntil = span.begin().plus(Simulation.QUIET);
    return quietUntil.isBefore(span.end())
        ? quietUntil
        : span.begin().plus(Duration.between(span.begin(), span.end()).dividedBy(2));
  }

  private static String day(Instant time) {
    return time.toString().substring(0, 10);
  }
}
