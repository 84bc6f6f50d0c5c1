package dev.pubwatch.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Scenario.Kind;
import dev.pubwatch.cli.simulate.scenario.Scenarios;
import dev.pubwatch.cli.simulate.world.Role;
import dev.pubwatch.formats.CanonicalJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every scenario keeps to. */
class SimulationTest {
  private static final Instant FIRST_WEEK = Simulation.BEGIN.plus(Simulation.QUIET);

  private record Told(String json, String id, Instant time, Role role) {}

  static Stream<String> names() {
    return Scenarios.byName().keySet().stream();
  }

  static Stream<Scenario> scenarios() {
    return Scenarios.all().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameSeedGivesTheSameBytes(String name) throws Exception {
    assertEquals(run(name, 7), run(name, 7));
  }

  @Test
  void anotherSeedGivesAnotherWorld() throws Exception {
    assertNotEquals(run("background", 7), run("background", 8));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyLineIsCanonical(String name) throws Exception {
    for (Told told : run(name, 3)) {
      assertEquals(told.json, CanonicalJson.write(CanonicalJson.readEvent(told.json)));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void eventsComeInTheOrderOfTimeUnlessDelayedOnPurpose(String name) throws Exception {
    Instant last = Instant.MIN;
    for (Told told : run(name, 3)) {
      boolean delayed = told.role.scenario().endsWith("-delivery");
      assertTrue(delayed || !told.time.isBefore(last), told.json);
      last = delayed ? last : told.time;
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void anIdIsOneEvent(String name) throws Exception {
    Set<String> ids = new HashSet<>();
    Set<String> lines = new HashSet<>();
    for (Told told : run(name, 3)) {
      boolean repeated = told.role.scenario().equals("control-duplicate-delivery");
      assertTrue(ids.add(told.id) || (repeated && lines.contains(told.json)), told.json);
      lines.add(told.json);
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aScenarioIsToldWholeAndFromItsOwnWeekdayOn(Scenario scenario) throws Exception {
    Scenario.About about = scenario.about();
    List<Told> labelled =
        run(about.name(), 3).stream().filter(told -> told.role.isLabelled()).toList();
    assertFalse(labelled.isEmpty(), about.name());
    labelled.forEach(told -> assertEquals(about.name(), told.role.scenario()));
    Instant first = labelled.stream().map(Told::time).min(Instant::compareTo).orElseThrow();
    assertFalse(first.isBefore(FIRST_WEEK), about.name());
    assertTrue(first.isBefore(FIRST_WEEK.plus(Duration.ofDays(14))), about.name() + first);
    assertEquals(about.kind() == Kind.CONTROL, about.name().startsWith("control-"));
    assertEquals(about.kind() != Kind.CONTROL, !about.reference().isEmpty());
  }

  @Test
  void realTimesAreShiftedByWholeWeeks() throws Exception {
    Told first = publish(run("chalk-debug", 3));
    LocalDate day = LocalDate.ofInstant(first.time, ZoneOffset.UTC);
    assertEquals(LocalDate.parse("2025-09-08").getDayOfWeek(), day.getDayOfWeek());
    assertTrue(first.time.toString().endsWith("T13:16:04Z"), first.time.toString());
  }

  @Test
  void leaksAreReportedAfterTheyHappenOfCredentialsThatEventsCarry() throws Exception {
    for (Scenario scenario : Scenarios.all()) {
      Simulation simulation = simulation(List.of(scenario), 3);
      String all = String.join("\n", lines(simulation));
      simulation
          .exposures()
          .forEach(
              leak -> {
                assertTrue(leak.getReportedAt().isAfter(leak.getExposedAt()), leak.toString());
                boolean stolenForUse = !scenario.about().name().equals("ghostaction");
                assertTrue(!stolenForUse || all.contains(leak.getCredentialId()), leak.toString());
              });
    }
    assertEquals(
        100,
        simulation(Scenarios.byName().getOrDefault("ghostaction", List.of()), 3).exposures().size(),
        "leaks");
  }

  private static Told publish(List<Told> all) {
    return all.stream()
        .filter(told -> told.role.step().equals("publish"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> lines(Simulation simulation) throws IOException {
    List<String> lines = new ArrayList<>();
    simulation.run((event, role) -> lines.add(CanonicalJson.write(event)));
    return lines;
  }

  private static List<Told> run(String name, long seed) throws IOException {
    List<Told> all = new ArrayList<>();
    simulation(Scenarios.byName().getOrDefault(name, List.of()), seed)
        .run((event, role) -> all.add(told(event, role)));
    return all;
  }

  private static Simulation simulation(List<Scenario> scenarios, long seed) {
    return new Simulation(scenarios, seed, 0.02, 200, 35);
  }

  private static Told told(SpecificRecord event, Role role) {
    Instant time = (Instant) event.get(event.getSchema().getField("time").pos());
    String id = String.valueOf(event.get(event.getSchema().getField("event_id").pos()));
    return new Told(CanonicalJson.write(event), id, time, role);
  }
}
