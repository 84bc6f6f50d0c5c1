package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * A repository whose workflows sent no secrets over the network and now do. Needs {@code
 * ci.sends_secrets}.
 */
final class BeginsToSendSecrets extends SwitchSignal {
  BeginsToSendSecrets() {
    super(
        "begins_to_send_secrets",
        Group.SECRETS,
        AttackShare.OFTEN,
        Switch.BEGINS_TO_SEND_SECRETS,
        "workflow begins to send secrets over the network",
        "workflows that send none");
  }
}
