package dev.pubwatch.cli.simulate.world;

import java.time.Instant;

/**
 * The simulated time.
 *
 * @param history from when on there are releases, as a registry's own tables know them
 * @param begin from when on there is everything
 * @param end of it all
 */
public record Span(Instant history, Instant begin, Instant end) {
  boolean isWhole(long millis) {
    return millis >= begin.toEpochMilli();
  }
}
