package dev.pubwatch.notify;

import org.jspecify.annotations.Nullable;

/** Somewhere that incidents are told. Called by one thread at a time; an incident's in order. */
public interface IncidentChannel extends AutoCloseable {

  /** Stable name; part of the consumer group, so renaming a channel delivers everything again. */
  String name();

  /**
   * Tells one notice. May be called again for the same revision after a crash or a failure: the
   * receiver tells repeats by incident id and revision.
   *
   * @param reference what the last delivery of this incident returned, null if there was none or it
   *     is not known any more
   * @return what the receiver calls its message (a time stamp, an issue's number), so that the next
   *     notice can update it; null where it needs none
   * @throws DeliveryException if it did not arrive
   */
  @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException;

  @Override
  default void close() {}
}
