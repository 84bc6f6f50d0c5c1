package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Trait;

/** A kind of credential that the project is rarely released with. Needs {@code credential.kind}. */
final class CredentialKind extends TraitSignal {
  CredentialKind() {
    super(
        "credential_kind",
        Group.CREDENTIAL,
        AttackShare.HARD_TO_AVOID,
        Trait.CREDENTIAL_KIND_OF_PROJECT,
        null,
        "credential kind",
        "project",
        Event::credentialKind);
  }
}
