package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/**
 * An account that acts after a longer sleep than it is used to: a password from an old leak. Needs
 * {@code actor.id}.
 */
final class AccountDormant extends MeasureSignal {
  AccountDormant() {
    super("account_dormant", Group.WHO, AttackShare.OFTEN, Measure.QUIET_OF_ACTOR, Words::quietFor);
  }
}
