package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/**
 * A client program, or a major version of it, that the credential is rarely used with. Needs {@code
 * origin.client} and {@code credential.id}.
 */
final class ClientOfCredential extends TraitSignal {
  ClientOfCredential() {
    super(
        "client_of_credential",
        Group.CLIENT,
        AttackShare.OFTEN,
        Trait.CLIENT_OF_CREDENTIAL,
        Trait.PROGRAM_OF_CREDENTIAL,
        "client",
        "credential",
        Words::client);
  }
}
