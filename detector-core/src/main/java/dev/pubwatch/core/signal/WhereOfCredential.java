package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/**
 * A place that the credential has not acted from before. Needs {@code origin}, at least an address.
 */
final class WhereOfCredential extends WhereSignal {
  WhereOfCredential() {
    super(
        "where_of_credential",
        "credential",
        Trait.IP_OF_CREDENTIAL,
        Trait.PREFIX_OF_CREDENTIAL,
        Trait.ASN_OF_CREDENTIAL,
        Trait.COUNTRY_OF_CREDENTIAL);
  }
}
