package dev.pubwatch.core.signal;

/**
 * The share of attacks that are expected to show a signal: a documented prior, not a fit.
 * RATIONALE.md says why these three and no others.
 */
final class AttackShare {
  /**
   * What an intruder can hardly avoid: another identity, credential, place, a host for the loot.
   */
  static final double HARD_TO_AVOID = 0.5;

  /** What his haste or his payload often shows. */
  static final double OFTEN = 0.25;

  /** What is weak either way. */
  static final double WEAK = 0.0625;

  private AttackShare() {}
}
