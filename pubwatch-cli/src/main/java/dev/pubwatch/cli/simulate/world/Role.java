package dev.pubwatch.cli.simulate.world;

/**
 * What an event is in a scenario.
 *
 * @param scenario its name; empty for the background
 * @param step of its story; empty for what belongs to no incident
 */
public record Role(String scenario, String step) {
  /** Of no scenario. */
  public static final Role BACKGROUND = new Role("", "");

  /** Whether it is to be labelled. */
  public boolean isLabelled() {
    return !step.isEmpty();
  }
}
