package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/**
 * A release after a longer sleep than the project is used to: takeovers prefer what nobody watches.
 * Needs nothing but times.
 */
final class Dormancy extends MeasureSignal {
  Dormancy() {
    super("dormancy", Group.WHEN, AttackShare.OFTEN, Measure.QUIET_OF_PROJECT, Words::quietFor);
  }
}
