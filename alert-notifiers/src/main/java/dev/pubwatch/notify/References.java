package dev.pubwatch.notify;

import org.jspecify.annotations.Nullable;

/** What a channel's receiver has of each incident. Used by one thread. */
interface References extends AutoCloseable {
  /**
   * The last delivery of an incident.
   *
   * @param revision of the notice
   * @param reference what the receiver calls its message, null for nothing
   */
  record Last(int revision, @Nullable String reference) {}

  /**
   * Reads what was kept, maybe by another process; before the first question.
   *
   * @throws org.apache.kafka.common.errors.RetriableException if nothing could be read now
   */
  void load();

  /** Null when nothing was delivered of the incident, or that is long ago. */
  @Nullable Last last(String incidentId);

  /**
   * Keeps it, for good when this returns.
   *
   * @throws org.apache.kafka.common.errors.RetriableException if it is known to this process only,
   *     and a later try may keep it for good
   */
  void delivered(String incidentId, Last last) throws InterruptedException;

  @Override
  default void close() {}
}
