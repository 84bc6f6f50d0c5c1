package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;
import dev.pubwatch.core.surprise.TurnRate;

/**
 * A release without provenance on a release line that had it. Needs {@code provenance.attested}.
 */
final class ProvenanceDropped extends SwitchSignal {
  ProvenanceDropped() {
    super(
        "provenance_dropped",
        Group.CREDENTIAL,
        AttackShare.HARD_TO_AVOID,
        Switch.PROVENANCE_DROPPED,
        "no provenance",
        "provenance on this release line");
  }

  @Override
  TurnRate.Prior prior() {
    return TurnRate.Prior.STRUCTURAL;
  }
}
