package dev.pubwatch.cli.simulate.world;

import org.apache.avro.specific.SpecificRecord;

/** What a scenario's scenes act on: the world as it is at that moment. */
public final class Stage {
  private final World world;
  private final Chronicle out;
  private final String scenario;

  Stage(World world, Chronicle out, String scenario) {
    this.world = world;
    this.out = out;
    this.scenario = scenario;
  }

  /** Makes records. */
  public Records records() {
    return world.records();
  }

  /** The next version of a unit of the cast, on a line such as {@code 4.1} or its usual. */
  public String nextVersion(Unit unit, String line) {
    return world.nextVersion(unit, line);
  }

  /**
   * Tells an event.
   *
   * @param deliveredMillis when the log delivers it, not before the scene
   * @param step what it is in the scenario; empty for what belongs to no incident
   */
  public void tell(long deliveredMillis, SpecificRecord event, String step) {
    out.add(deliveredMillis, event, new Role(scenario, step));
  }
}
