package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Trait;

/** A credential that the project is rarely released with. Needs {@code credential.id}. */
final class CredentialNew extends TraitSignal {
  CredentialNew() {
    super(
        "credential_new",
        Group.CREDENTIAL,
        AttackShare.OFTEN,
        Trait.CREDENTIAL_OF_PROJECT,
        null,
        "credential",
        "project",
        Event::credentialId);
  }
}
