package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/**
 * A client program, or a major version of it, that the account is rarely seen with. Needs {@code
 * origin.client}.
 */
final class ClientOfAccount extends TraitSignal {
  ClientOfAccount() {
    super(
        "client_of_account",
        Group.CLIENT,
        AttackShare.OFTEN,
        Trait.CLIENT_OF_ACTOR,
        Trait.PROGRAM_OF_ACTOR,
        "client",
        "account",
        Words::client);
  }
}
