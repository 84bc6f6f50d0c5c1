package dev.pubwatch.job.stream;

import dev.pubwatch.core.Observation;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Gives observations back in order of (event time, event id) once nothing earlier can come.
 *
 * <p>A binary heap: O(log n) each, whatever their keys and times, with no timers.
 */
final class EventTimeOrder {
  private static final Comparator<Observation> BY_TIME_AND_ID =
      Comparator.<Observation>comparingLong(o -> o.event().timeMillis())
          .thenComparing(o -> o.event().eventId());

  private final PriorityQueue<Observation> waiting = new PriorityQueue<>(BY_TIME_AND_ID);
  private long passedMillis = Long.MIN_VALUE;

  /** Whether an observation of that time comes too late to be ordered. */
  boolean isPassed(long timeMillis) {
    return timeMillis <= passedMillis;
  }

  void add(Observation observation) {
    waiting.add(observation);
  }

  /** Says that event time has reached a moment; it never goes back. */
  void advance(long timeMillis) {
    passedMillis = Math.max(passedMillis, timeMillis);
  }

  /** The next observation whose time has passed, or null. */
  @Nullable Observation poll() {
    Observation first = waiting.peek();
    return first != null && isPassed(first.event().timeMillis()) ? waiting.poll() : null;
  }

  /** Advances to the last observation that waits. */
  void advanceToLast() {
    waiting.forEach(o -> advance(o.event().timeMillis()));
  }

  int size() {
    return waiting.size();
  }

  /** What waits, in no particular order. */
  Iterable<Observation> waiting() {
    return waiting;
  }
}
