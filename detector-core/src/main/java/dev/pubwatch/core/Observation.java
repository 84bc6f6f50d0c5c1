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
  /** A reading that more of the past reached than this share of it is no oddity. */
  private static final double RARE = 0.05;

  private final Event event;
  private final @Nullable Seen[] seen = new Seen[Trait.values().length];
  private final @Nullable Reading[] readings = new Reading[Measure.values().length];
  private final @Nullable Turn[] turns = new Turn[Switch.values().length];
  private final List<String> repositories = new ArrayList<>(0);
  private final List<PastUse> pastUses = new ArrayList<>(0);
  private final @Nullable List<Reached>[] reach = noReach();
  private long history;
  private boolean late;

  public Observation(Event event) {
    this.event = event;
  }

  @SuppressWarnings({
    "unchecked",
    "rawtypes"
  }) // an array of a generic type cannot be made otherwise
  private static @Nullable List<Reached>[] noReach() {
    return new List[Reach.values().length];
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

  /** Latest first; empty where nothing was seen or the event showed nothing that may alert. */
  public List<Reached> reach(Reach which) {
    List<Reached> known = reach[which.code()];
    return known == null ? List.of() : known;
  }

  public void add(Reach which, List<Reached> values) {
    reach[which.code()] = List.copyOf(values);
  }

  /** Whether anything that the stages said so far could make it alert; an hour alone cannot. */
  public boolean mayAlert() {
    for (Turn turn : turns) {
      if (turn != null && turn.turned()) {
        return true;
      }
    }
    for (Seen one : seen) {
      if (one != null && one.isNew()) {
        return true;
      }
    }
    for (int code = 0; code < readings.length; code++) {
      Reading reading = readings[code];
      boolean isHour = code == Measure.HOUR_OF_ACTOR.code();
      if (reading != null && !isHour && reading.tail() < RARE * (1 + reading.n())) {
        return true;
      }
    }
    return false;
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
