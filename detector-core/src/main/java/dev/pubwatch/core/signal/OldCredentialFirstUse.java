package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * The first use of a credential that was made a month ago or longer: forgotten, found and tried.
 * Needs {@code credential.id} and {@code credential.created_at}.
 */
final class OldCredentialFirstUse extends SwitchSignal {
  OldCredentialFirstUse() {
    super(
        "old_credential_first_use",
        Group.CREDENTIAL,
        AttackShare.OFTEN,
        Switch.OLD_CREDENTIAL_FIRST_USED,
        "first use of an old credential",
        "credentials that are used soon after they are made");
  }
}
