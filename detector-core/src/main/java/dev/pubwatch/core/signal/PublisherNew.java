package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Trait;

/**
 * Released by an account that the project, and then its owner, does not know or rarely sees. Needs
 * {@code actor.id}; {@code owner} where there is one.
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
}
