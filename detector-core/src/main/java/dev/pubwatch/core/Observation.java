package dev.pubwatch.core;

/**
 * An event on its way through the stages, with what each has said of it so far.
 *
 * <p>Mutable and owned by one stage at a time.
 */
public final class Observation {
  private final Event event;
  private boolean late;

  public Observation(Event event) {
    this.event = event;
  }

  public Event event() {
    return event;
  }

  /**
   * Whether it arrived after the ordering bound had passed; scored against the state as it stands.
   */
  public boolean late() {
    return late;
  }

  public void markLate() {
    late = true;
  }
}
