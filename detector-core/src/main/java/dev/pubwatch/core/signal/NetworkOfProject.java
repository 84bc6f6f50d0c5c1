package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/**
 * A network, and then a country, that the project is rarely seen from. Needs {@code origin.asn}.
 */
final class NetworkOfProject extends OriginSignal {
  NetworkOfProject() {
    super(
        "network_of_project", Trait.ASN_OF_PROJECT, Trait.COUNTRY_OF_PROJECT, "network", "project");
  }
}
