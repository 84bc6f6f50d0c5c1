package dev.pubwatch.job.stream;

import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Gives observations back in order of (event time, event id) once nothing earlier can come.
 *
 * <p>A binary heap: O(log n) each, whatever their keys and times, with no timers.
 */
final class EventTimeOrder {
  private final PriorityQueue<Observation> waiting = new PriorityQueue<>(EventTimeOrder::compare);
  private long passedMillis = Long.MIN_VALUE;

  private static int compare(Observation a, Observation b) {
    int byTime = Long.compare(a.event().timeMillis(), b.event().timeMillis());
    return byTime != 0 ? byTime : a.event().eventId().compareTo(b.event().eventId());
  }

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

  /**
   * Advances to the last observation that waits. A verdict, given by today's clock, says nothing of
   * how far the stream has come, and can wait for the first event that it matters to.
   */
  void advanceToLast() {
    for (Observation observation : waiting) {
      if (observation.event().kind() != EventKind.VERDICT) {
        advance(observation.event().timeMillis());
      }
    }
  }

  int size() {
    return waiting.size();
  }

  /** What waits, in no particular order. */
  Iterable<Observation> waiting() {
    return waiting;
  }
}
