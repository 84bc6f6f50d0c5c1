package dev.pubwatch.job.replay;

/** Hears how far a replay is; called a few times a second, by one thread at a time. */
public interface ReplayProgress {
  /** What a replay does, in order. */
  enum Phase {
    READING,
    SCORING,
    DONE
  }

  /** Hears nothing. */
  ReplayProgress NONE = (phase, done, total, events) -> {};

  /**
   * Tells how far it is.
   *
   * @param done bytes read while reading, events after that
   * @param total of the same unit; -1 when unknown, as with stdin
   * @param events read, or scored, so far
   */
  void update(Phase phase, long done, long total, long events);
}
