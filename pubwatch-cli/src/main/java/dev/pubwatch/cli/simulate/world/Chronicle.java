package dev.pubwatch.cli.simulate.world;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.avro.specific.SpecificRecord;

/** Puts what overlaps in time into order; holds only what is still to come of what has begun. */
final class Chronicle {
  private record Pending(long millis, long number, SpecificRecord event, Role role) {}

  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparingLong(Pending::millis).thenComparingLong(Pending::number));
  private long number;

  /**
   * Takes an event.
   *
   * @param millis when the log delivers it, never before what was flushed
   */
  void add(long millis, SpecificRecord event, Role role) {
    number++;
    pending.add(new Pending(millis, number, event, role));
  }

  /** Gives away all that is delivered up to a moment. */
  void flush(long millis, Sink sink) throws IOException {
    for (Pending next = pending.peek();
        next != null && next.millis <= millis;
        next = pending.peek()) {
      pending.remove();
      sink.accept(next.event, next.role);
    }
  }
}
