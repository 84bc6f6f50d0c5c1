package dev.pubwatch.cli.simulate.world;

/**
 * Something that a scenario has happen.
 *
 * @param millis when
 * @param scenario its name
 * @param scene makes its events, at that time or a little later
 */
public record Act(long millis, String scenario, Scene scene) {
  /** What happens, told to the stage. */
  @FunctionalInterface
  public interface Scene {
    /** Happens. */
    void play(Stage stage);
  }
}
