package dev.pubwatch.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way through the stages, with what each has said of it so far.
 *
 * <p>Mutable and owned by one stage at a time.
 */
public final class Observation {
  private final Event event;
  private final @Nullable Seen[] seen = new Seen[Trait.values().length];
  private final @Nullable Reading[] readings = new Reading[Measure.values().length];
  private final @Nullable Turn[] turns = new Turn[Switch.values().length];
  private final List<String> repositories = new ArrayList<>(0);
  private final List<PastUse> pastUses = new ArrayList<>(0);
  private long history;
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

  /** Earlier events of the project of the same kind; 0 for a newcomer. */
  public long history() {
    return history;
  }

  public void history(long events) {
    history = events;
  }

  public @Nullable Seen seen(Trait trait) {
    return seen[trait.code()];
  }

  public void add(Trait trait, Seen value) {
    seen[trait.code()] = value;
  }

  public @Nullable Reading reading(Measure measure) {
    return readings[measure.code()];
  }

  public void add(Measure measure, Reading value) {
    readings[measure.code()] = value;
  }

  public @Nullable Turn turn(Switch which) {
    return turns[which.code()];
  }

  public void add(Switch which, Turn value) {
    turns[which.code()] = value;
  }

  /**
   * Repositories that the project is released from, or in whose runs the credential was used: as
   * claimed, as learned or as the operator says. Not the project itself.
   */
  public List<String> repositories() {
    return repositories;
  }

  /** Adds a repository, once. */
  public void addRepository(String repository) {
    if (!repositories.contains(repository)) {
      repositories.add(repository);
    }
  }

  /** Where the event reports a leak: uses since it leaked that nobody was told of, oldest first. */
  public List<PastUse> pastUses() {
    return pastUses;
  }

  public void addPastUse(PastUse use) {
    pastUses.add(use);
  }
}
