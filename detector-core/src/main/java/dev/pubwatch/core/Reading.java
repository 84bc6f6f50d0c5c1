package dev.pubwatch.core;

/**
 * A quantity beside the entity's own history of it.
 *
 * @param value the quantity
 * @param tail past observations at or above it, interpolated within a bin
 * @param n past observations, decayed
 * @param usual the largest usual value: the 95th percentile of the past, NaN without a past
 */
public record Reading(double value, double tail, double n, double usual) {}
