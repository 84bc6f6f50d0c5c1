package dev.pubwatch.job.live;

import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.events.Reject;
import org.jspecify.annotations.Nullable;

/** What a Kafka record turned out to be: exactly one of the two. */
record Decoded(@Nullable Observation observation, @Nullable Reject reject) {

  /**
   * Event time in epoch milliseconds; {@link Long#MIN_VALUE} for what does not tell how far the
   * stream has come: a reject, and a verdict, which is given by today's clock.
   */
  long timeMillis() {
    return observation == null || observation.event().kind() == EventKind.VERDICT
        ? Long.MIN_VALUE
        : observation.event().timeMillis();
  }
}
