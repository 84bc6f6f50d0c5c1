package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/**
 * A place that the project has not acted from before. Needs {@code origin}, at least an address.
 */
final class WhereOfProject extends WhereSignal {
  WhereOfProject() {
    super(
        "where_of_project",
        "project",
        Trait.IP_OF_PROJECT,
        Trait.PREFIX_OF_PROJECT,
        Trait.ASN_OF_PROJECT,
        Trait.COUNTRY_OF_PROJECT);
  }
}
