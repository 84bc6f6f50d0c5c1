package dev.pubwatch.core;

import org.jspecify.annotations.Nullable;

/**
 * What an entity's past says of one categorical value: sufficient statistics of the Pitman–Yor
 * predictive. Counts are decayed, so they are fractions.
 *
 * @param n observations that count, 0 or more
 * @param k distinct values among them
 * @param nx observations of this value, 0 when it is new
 * @param below observations of values rarer than this one
 * @param recent sightings of this value that are still too young to count
 * @param usual the commonest value, where this one is new
 * @param usualCount its observations
 */
public record Seen(
    double n,
    int k,
    double nx,
    double below,
    int recent,
    @Nullable String usual,
    double usualCount) {

  /** Whether the value has never been seen, or not long enough ago to count. */
  public boolean isNew() {
    return nx <= 0;
  }
}
