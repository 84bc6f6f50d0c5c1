package dev.pubwatch.core.signal;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;

/**
 * An account that the source has never shown before, for its first week. Needs {@code actor.id}.
 * Where the project's publishers are known, {@link PublisherNew} tells it already.
 */
final class AccountFirstSeen extends SwitchSignal {
  AccountFirstSeen() {
    super(
        "account_first_seen",
        Group.WHO,
        AttackShare.OFTEN,
        Switch.ACTOR_FIRST_SEEN,
        "account never seen before in this source",
        "accounts with a past");
  }

  @Override
  public double pValue(Observation o, double[] state) {
    Seen publisher = o.seen(Trait.PUBLISHER_OF_PROJECT);
    return publisher == null || publisher.n() <= 0 ? super.pValue(o, state) : Double.NaN;
  }
}
