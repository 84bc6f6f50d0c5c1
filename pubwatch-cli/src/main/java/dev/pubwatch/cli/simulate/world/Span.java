package dev.pubwatch.cli.simulate.world;

import java.time.Instant;

/**
 * The simulated time.
 *
 * @param history from when on there are releases and workflow edits, as a registry's tables and
 *     repositories know them
 * @param begin from when on there is everything
 * @param end of it all
 */
public record Span(Instant history, Instant begin, Instant end) {
  boolean isWhole(long millis) {
    return millis >= begin.toEpochMilli();
  }
}
