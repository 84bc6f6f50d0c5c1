package dev.pubwatch.core;

import dev.pubwatch.core.policy.PolicySettings;

/**
 * What an operator sets.
 *
 * @param alertsPerDay how many alerts a normal day of the whole stream may bring, above 0
 * @param minScoreBits an event below this many bits never alerts, whatever the budget, 0 to 40
 * @param warmUpUntilMillis events before this event time are learned and scored but never alert;
 *     {@link Long#MIN_VALUE} for none
 * @param repositories which repository a package is released from, beside what is learned
 * @param policies which policies are watched, and where
 */
public record DetectorConfig(
    double alertsPerDay,
    double minScoreBits,
    long warmUpUntilMillis,
    RepositoryMap repositories,
    PolicySettings policies) {

  /** The documented defaults; RATIONALE.md says how each was chosen. */
  public static final DetectorConfig DEFAULTS = new DetectorConfig(9, 8, Long.MIN_VALUE);

  public DetectorConfig {
    if (!(alertsPerDay > 0)) {
      throw new IllegalArgumentException("alerts.perDay must be above 0, was " + alertsPerDay);
    }
    if (!(minScoreBits >= 0 && minScoreBits <= 40)) {
      throw new IllegalArgumentException("alerts.minBits must be 0 to 40, was " + minScoreBits);
    }
  }

  /** One that knows of repositories only what it learns, with the default policies. */
  public DetectorConfig(double alertsPerDay, double minScoreBits, long warmUpUntilMillis) {
    this(
        alertsPerDay, minScoreBits, warmUpUntilMillis, RepositoryMap.NONE, PolicySettings.DEFAULTS);
  }

  /** The same with an operator's map of repositories. */
  public DetectorConfig withRepositories(RepositoryMap map) {
    return new DetectorConfig(alertsPerDay, minScoreBits, warmUpUntilMillis, map, policies);
  }

  /** The same with other policies. */
  public DetectorConfig withPolicies(PolicySettings settings) {
    return new DetectorConfig(
        alertsPerDay, minScoreBits, warmUpUntilMillis, repositories, settings);
  }
}
