package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/** An address, and then a prefix, that the account is rarely seen from. Needs {@code origin.ip}. */
final class AddressOfAccount extends OriginSignal {
  AddressOfAccount() {
    super("address_of_account", Trait.IP_OF_ACTOR, Trait.PREFIX_OF_ACTOR, "address", "account");
  }
}
