package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/**
 * A place that the account has not acted from before. Needs {@code origin}, at least an address.
 */
final class WhereOfAccount extends WhereSignal {
  WhereOfAccount() {
    super(
        "where_of_account",
        "account",
        Trait.IP_OF_ACTOR,
        Trait.PREFIX_OF_ACTOR,
        Trait.ASN_OF_ACTOR,
        Trait.COUNTRY_OF_ACTOR);
  }
}
