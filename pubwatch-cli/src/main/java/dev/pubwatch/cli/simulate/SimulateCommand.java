package dev.pubwatch.cli.simulate;

import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Scenarios;
import dev.pubwatch.cli.simulate.world.Role;
import dev.pubwatch.cli.terminal.ProgressBar;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.text.Nearest;
import dev.pubwatch.formats.CanonicalJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Labelled scenarios over a made-up registry. */
@Command(
    name = "simulate",
    sortOptions = false,
    description = "Writes a labelled scenario over the life of a made-up registry.%n",
    footer = {
      "%nDIR gets events.jsonl (events.jsonl.zst above scale 10), labels.jsonl as backtest reads it,",
      "exposures.jsonl where leaks are reported, and README.md. The same arguments give the same",
      "bytes. Scale 1 is a thousand projects with 11 releases and 2,000 token uses a day; scale",
      "1000 is a registry the size of PyPI.",
      "%nFor example:",
      "  ./pubwatch simulate chalk-debug --out simulated",
      "  ./pubwatch backtest --labels simulated/labels.jsonl --format pubwatch simulated/events.jsonl"
    })
public final class SimulateCommand implements Callable<Integer> {
  private static final double LARGEST = 2_000;
  private static final double COMPRESSED_ABOVE = 10;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "Its name; see --list.")
  private @Nullable String scenario;

  @Option(names = "--list", description = "List the scenarios.")
  private boolean list;

  @Option(names = "--out", paramLabel = "DIR", description = "Where the files go.")
  private @Nullable Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another world for another number (${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--scale",
      paramLabel = "X",
      description = "Thousands of projects (${DEFAULT-VALUE}).",
      defaultValue = "1")
  private double scale;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days of everything, more where the scenario needs it (${DEFAULT-VALUE}).",
      defaultValue = "35")
  private int days;

  @Option(
      names = "--history",
      paramLabel = "DAYS",
      description = "Days of releases before those (${DEFAULT-VALUE}).",
      defaultValue = "1095")
  private int historyDays;

  /** Prints to that terminal. */
  public SimulateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      listed().lines("").forEach(terminal.out()::println);
      return ExitCodes.DONE;
    }
    List<Scenario> scenarios = chosen();
    refuse(out == null ? "--out is missing" : "");
    refuse(
        scale > 0 && scale <= LARGEST
            ? ""
            : "--scale must be above 0 and up to 2000, was " + scale);
    refuse(days >= 1 && days <= 3_650 ? "" : "--days must be 1 to 3650, was " + days);
    refuse(
        historyDays >= 0 && historyDays <= 3_650
            ? ""
            : "--history must be 0 to 3650, was " + historyDays);
    simulate(scenarios, Objects.requireNonNull(out));
    return ExitCodes.DONE;
  }

  private List<Scenario> chosen() {
    Map<String, List<Scenario>> names = Scenarios.byName();
    String name = scenario;
    if (name == null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "SCENARIO is missing, './pubwatch simulate --list' lists all");
    }
    List<Scenario> found = names.get(name);
    refuse(
        found != null
            ? ""
            : "unknown scenario %s%s ('./pubwatch simulate --list' lists all)"
                .formatted(name, Nearest.hint(name, names.keySet())));
    return Objects.requireNonNull(found);
  }

  private static Table listed() {
    Table table = new Table().row("SCENARIO", "LABEL", "WHAT");
    Scenarios.byName()
        .forEach(
            (name, scenarios) -> {
              boolean one = scenarios.size() == 1 && scenarios.get(0).about().name().equals(name);
              if (one) {
                Scenario.About about = scenarios.get(0).about();
                table.row(name, about.kind().label(), about.title());
              } else {
                table.row(name, "", together(scenarios));
              }
            });
    return table;
  }

  private static String together(List<Scenario> scenarios) {
    return scenarios.isEmpty()
        ? "nothing but the background"
        : scenarios.size() + " scenarios in one stream";
  }

  private void simulate(List<Scenario> scenarios, Path folder) throws IOException {
    Simulation simulation = new Simulation(scenarios, seed, scale, historyDays, days);
    Summary summary = new Summary(scenarios, simulation, scale, seed);
    Map<String, Scenario.About> abouts = new LinkedHashMap<>();
    scenarios.forEach(one -> abouts.put(one.about().name(), one.about()));
    try (OutputFolder files = new OutputFolder(folder, scale > COMPRESSED_ABOVE);
        ProgressBar bar = new ProgressBar(terminal.err(), terminal::width, System::nanoTime)) {
      simulation.run(
          (event, role) -> {
            files.event(CanonicalJson.write(event));
            summary.count(event, role);
            label(files, abouts, event, role);
            progress(bar, simulation, event, summary.events());
          });
      files.finish(simulation.exposures(), summary.readme(files.events()));
    }
    summary.lines(folder).forEach(terminal.err()::println);
  }

  private static void label(
      OutputFolder files, Map<String, Scenario.About> abouts, SpecificRecord event, Role role)
      throws IOException {
    if (role.isLabelled()) {
      files.label(event, Objects.requireNonNull(abouts.get(role.scenario())), role.step());
    }
  }

  private void progress(ProgressBar bar, Simulation simulation, SpecificRecord event, long events) {
    if (events % 4_096 == 0 && terminal.errIsTerminal()) {
      long begin = simulation.span().history().getEpochSecond();
      long total = simulation.span().end().getEpochSecond() - begin;
      Instant time = (Instant) event.get(event.getSchema().getField("time").pos());
      bar.update("writing", time.getEpochSecond() - begin, total, events);
    }
  }

  private void refuse(String fault) {
    if (!fault.isEmpty()) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), fault);
    }
  }
}
