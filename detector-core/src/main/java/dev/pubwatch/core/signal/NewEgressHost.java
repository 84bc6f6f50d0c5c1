package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * A workflow change that names a host never seen in the repository: where the loot goes. Needs
 * {@code ci.egress_hosts}.
 */
final class NewEgressHost extends HostSignal {
  NewEgressHost() {
    super(
        "new_egress_host",
        AttackShare.OFTEN,
        Switch.NEW_EGRESS_HOST,
        "workflow names a host never seen in this repository",
        "hosts seen before, or none");
  }
}
