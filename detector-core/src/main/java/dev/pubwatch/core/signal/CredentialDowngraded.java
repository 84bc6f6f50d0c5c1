package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;
import dev.pubwatch.core.surprise.TurnRate;

/**
 * From a trusted publisher to anything long-lived, on a release line that it had released before.
 * Needs {@code credential.kind} or {@code provenance.trusted_publisher}.
 */
final class CredentialDowngraded extends SwitchSignal {
  CredentialDowngraded() {
    super(
        "credential_downgraded",
        Group.CREDENTIAL,
        AttackShare.HARD_TO_AVOID,
        Switch.CREDENTIAL_DOWNGRADED,
        "published without the trusted publisher",
        "published by the trusted publisher");
  }

  @Override
  TurnRate.Prior prior() {
    return TurnRate.Prior.STRUCTURAL;
  }
}
