package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/** An address, and then a prefix, that the project is rarely seen from. Needs {@code origin.ip}. */
final class AddressOfProject extends OriginSignal {
  AddressOfProject() {
    super("address_of_project", Trait.IP_OF_PROJECT, Trait.PREFIX_OF_PROJECT, "address", "project");
  }
}
