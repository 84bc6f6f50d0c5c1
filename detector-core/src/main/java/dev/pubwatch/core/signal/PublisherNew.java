package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.surprise.Share;

/**
 * Released by an account that the project, then its owner, then the whole source does not know or
 * rarely sees. Needs {@code actor.id}; {@code owner} where there is one.
 *
 * <p>Each level is conditional on the one below: of publishers new to a project a share is new to
 * the source, and of accounts that were new to one project a share is new to the next of the same
 * session, a train of packages; both are learned from the stream.
 */
final class PublisherNew extends TraitSignal {
  PublisherNew() {
    super(
        "publisher_new",
        Group.WHO,
        AttackShare.HARD_TO_AVOID,
        Trait.PUBLISHER_OF_PROJECT,
        Trait.PUBLISHER_OF_OWNER,
        "publisher",
        "project",
        Event::actorId);
  }

  @Override
  public int stateLength() {
    return super.stateLength() + 2 * Share.stateLength();
  }

  private int firstSeen() {
    return super.stateLength();
  }

  private int inTrain() {
    return super.stateLength() + Share.stateLength();
  }

  @Override
  public double pValue(Observation o, double[] state) {
    double p = super.pValue(o, state);
    Seen seen = o.seen(Trait.PUBLISHER_OF_PROJECT);
    if (seen == null || seen.n() <= 0 || !seen.isNew()) {
      return p;
    }
    if (o.turn(Switch.NEW_TO_ONE_AFTER_ANOTHER) != null) {
      return Math.max(p, Share.midP(state, inTrain(), true));
    }
    Turn account = o.turn(Switch.ACTOR_FIRST_SEEN);
    if (account == null) {
      return p;
    }
    double share = Share.of(state, firstSeen());
    return p * (account.turned() ? share : share + (1 - share) / 2);
  }

  @Override
  int levels(Observation o) {
    boolean known = o.turn(Switch.ACTOR_FIRST_SEEN) != null;
    return super.levels(o) + (known ? 1 : 0);
  }

  @Override
  public void learn(Observation o, double[] state) {
    super.learn(o, state);
    Seen seen = o.seen(Trait.PUBLISHER_OF_PROJECT);
    if (seen == null || seen.n() <= 0) {
      return;
    }
    Turn account = o.turn(Switch.ACTOR_FIRST_SEEN);
    if (account != null && isFirst(seen)) {
      Share.learn(state, firstSeen(), account.turned());
    }
    Turn again = o.turn(Switch.NEW_TO_ONE_AFTER_ANOTHER);
    if (again != null) {
      Share.learn(state, inTrain(), again.turned());
    }
  }
}
