package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;
import dev.pubwatch.core.surprise.TurnRate;

/**
 * A workflow that sends secrets over the network names a host never seen in the repository: the
 * whole of GhostAction in one edit. Needs {@code ci.sends_secrets} and {@code ci.egress_hosts}.
 */
final class SecretsToNewHost extends HostSignal {
  SecretsToNewHost() {
    super(
        "secrets_to_new_host",
        AttackShare.HARD_TO_AVOID,
        Switch.SECRETS_TO_NEW_HOST,
        "workflow sends secrets and names a host never seen in this repository",
        "secrets sent to hosts seen before, or not at all");
  }

  @Override
  TurnRate.Prior prior() {
    return TurnRate.Prior.STRUCTURAL;
  }
}
