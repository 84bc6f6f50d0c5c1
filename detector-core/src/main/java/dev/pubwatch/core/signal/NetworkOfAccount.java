package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/**
 * A network, and then a country, that the account is rarely seen from. Needs {@code origin.asn}.
 */
final class NetworkOfAccount extends OriginSignal {
  NetworkOfAccount() {
    super("network_of_account", Trait.ASN_OF_ACTOR, Trait.COUNTRY_OF_ACTOR, "network", "account");
  }
}
