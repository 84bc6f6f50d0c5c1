package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * An account that the source has never shown before, for its first week. Needs {@code actor.id}.
 */
final class AccountFirstSeen extends SwitchSignal {
  AccountFirstSeen() {
    super(
        "account_first_seen",
        Group.WHO,
        AttackShare.OFTEN,
        Switch.ACTOR_FIRST_SEEN,
        "account never seen before in this source",
        "accounts with a past");
  }
}
