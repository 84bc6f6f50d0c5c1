package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/**
 * An address, and then a prefix, that the credential is rarely seen from. Needs {@code origin.ip}.
 */
final class AddressOfCredential extends OriginSignal {
  AddressOfCredential() {
    super(
        "address_of_credential",
        Trait.IP_OF_CREDENTIAL,
        Trait.PREFIX_OF_CREDENTIAL,
        "address",
        "credential");
  }
}
