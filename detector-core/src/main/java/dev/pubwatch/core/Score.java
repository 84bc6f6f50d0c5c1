package dev.pubwatch.core;

import org.jspecify.annotations.Nullable;

/**
 * How odd one event is.
 *
 * @param scoreBits -log2 of the calibrated p-value, 0 or more
 */
public record Score(
    String eventId,
    @Nullable String project,
    @Nullable String version,
    long timeMillis,
    double scoreBits) {}
