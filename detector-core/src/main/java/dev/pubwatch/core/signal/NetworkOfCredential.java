package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/**
 * A network, and then a country, that the credential is rarely seen from. Needs {@code origin.asn}.
 */
final class NetworkOfCredential extends OriginSignal {
  NetworkOfCredential() {
    super(
        "network_of_credential",
        Trait.ASN_OF_CREDENTIAL,
        Trait.COUNTRY_OF_CREDENTIAL,
        "network",
        "credential");
  }
}
