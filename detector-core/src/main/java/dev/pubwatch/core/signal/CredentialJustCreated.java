package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/** A credential made minutes before its use. Needs {@code credential.created_at}. */
final class CredentialJustCreated extends SwitchSignal {
  CredentialJustCreated() {
    super(
        "credential_just_created",
        Group.CREDENTIAL,
        AttackShare.OFTEN,
        Switch.CREDENTIAL_JUST_CREATED,
        "credential made minutes before its use",
        "credentials older than ten minutes");
  }
}
