package dev.pubwatch.job.live;

import dev.pubwatch.core.Observation;
import dev.pubwatch.events.Reject;
import org.jspecify.annotations.Nullable;

/** What a Kafka record turned out to be: exactly one of the two. */
record Decoded(@Nullable Observation observation, @Nullable Reject reject) {

  /** Event time in epoch milliseconds; {@link Long#MIN_VALUE} for a reject. */
  long timeMillis() {
    return observation == null ? Long.MIN_VALUE : observation.event().timeMillis();
  }
}
