package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.baseline.ProjectStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a baseline tells of itself is what it was taught. */
class DescribeTest {
  private static final long DAY_MILLIS = 86_400_000L;

  /** Everything told, by name. */
  private static final class Told implements Describer {
    private final Map<String, List<Value>> values = new TreeMap<>();
    private final Map<String, Object> byName = new TreeMap<>();
    private final List<Double> usual = new ArrayList<>();

    List<Value> valuesOf(String name) {
      return values.getOrDefault(name, List.of());
    }

    @Override
    public void values(String name, List<Value> values) {
      this.values.put(name, values);
    }

    @Override
    public void quantity(String name, String unit, double events, double median, double p95) {
      byName.put(name, unit);
      usual.add(p95);
    }

    @Override
    public void fact(String name, String text) {
      byName.put(name, text);
    }

    @Override
    public void count(String name, long number) {
      byName.put(name, number);
    }

    @Override
    public void time(String name, long millis) {
      byName.put(name, millis);
    }

    @Override
    public void link(String stage, String key) {
      byName.put(stage, key);
    }
  }

  private static Event release(int n, String actor) {
    return Event.builder("e" + n, EventKind.PUBLISH, "npm", 10L * n * DAY_MILLIS, "release:publish")
        .project("pkg:npm/x")
        .owner("o")
        .version("0.4." + n)
        .actorId(actor)
        .attested(true)
        .build();
  }

  @Test
  void aProjectTellsWhoReleasesItHowOftenAndWhat() {
    ProjectStage stage = new ProjectStage(RepositoryMap.NONE);
    ProjectStage.Baseline state = stage.fresh();
    for (int n = 0; n < 9; n++) {
      stage.observe(state, new Observation(release(n, n < 8 ? "alice" : "bob")));
    }
    Told told = new Told();
    stage.describe(state, told);

    assertEquals(9L, told.byName.get("events"));
    assertEquals(80 * DAY_MILLIS, told.byName.get("last_event"));
    assertEquals("npm|o", told.byName.get("owner-baseline"));
    assertEquals("0.4.8", told.byName.get("release_lines"));
    assertEquals("hours", told.byName.get("quiet_before_a_session"));
    assertTrue(told.usual.get(0) >= 240 && told.usual.get(0) < 340, told.usual.toString());
    List<Describer.Value> publishers = told.valuesOf("publishers");
    assertEquals(List.of("alice", "bob"), publishers.stream().map(Describer.Value::value).toList());
    assertEquals(1, publishers.stream().mapToDouble(Describer.Value::share).sum(), 1e-9);
    assertEquals(List.of(false, true), publishers.stream().map(Describer.Value::young).toList());
    assertEquals("0.4", told.byName.get("release_lines_with_provenance"));
  }

  @Test
  void aFreshOneTellsNothing() {
    ProjectStage stage = new ProjectStage(RepositoryMap.NONE);
    Told told = new Told();
    stage.describe(stage.fresh(), told);
    assertEquals(Map.of(), told.byName);
    assertEquals(Map.of(), told.values);
  }
}
