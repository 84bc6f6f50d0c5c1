package dev.pubwatch.notify.route;

import java.util.function.Supplier;

/**
 * The routing in force, which may be replaced as a whole while alerts come. Whoever asks sees the
 * old one or the new one, and by {@link #generation()} that it changed.
 */
public final class LiveRouting implements Supplier<Routing> {
  private volatile Current current;
  private volatile long refusals;

  private record Current(Routing routing, long generation) {}

  /** What is in force at the start. */
  public LiveRouting(Routing first) {
    this.current = new Current(first, 0);
  }

  @Override
  public Routing get() {
    return current.routing();
  }

  /** How often it was replaced. */
  public long generation() {
    return current.generation();
  }

  /** How often a new one was none that could be taken. */
  public long refusals() {
    return refusals;
  }

  /** From now on that holds, apart from its settings of incidents, which are those of the start. */
  public synchronized void replace(Routing next) {
    Routing kept = new Routing(next.routes(), next.silences(), current.routing().incidents());
    current = new Current(kept, current.generation() + 1);
  }

  synchronized void refuse() {
    refusals++;
  }
}
