package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/** A credential used after a longer rest than it is used to. Needs {@code credential.id}. */
final class CredentialDormant extends MeasureSignal {
  CredentialDormant() {
    super(
        "credential_dormant",
        Group.CREDENTIAL,
        AttackShare.OFTEN,
        Measure.QUIET_OF_CREDENTIAL,
        Words::quietFor);
  }
}
