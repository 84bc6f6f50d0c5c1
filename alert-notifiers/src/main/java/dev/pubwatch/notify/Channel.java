package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;

/** Somewhere that alerts are brought to. Called by one thread, one alert at a time, in order. */
public interface Channel extends AutoCloseable {

  /** Stable name; part of the consumer group, so renaming a channel delivers everything again. */
  String name();

  /**
   * Delivers one alert. May be called again for the same revision after a crash or a failure: the
   * receiver tells repeats by alert id and revision.
   *
   * @throws DeliveryException if it did not arrive
   */
  void deliver(Alert alert) throws DeliveryException, InterruptedException;

  @Override
  default void close() {}
}
