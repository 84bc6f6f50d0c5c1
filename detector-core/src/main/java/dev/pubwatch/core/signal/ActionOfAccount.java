package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Trait;

/** Something done that the account rarely does. Needs {@code actor.id}. */
final class ActionOfAccount extends TraitSignal {
  ActionOfAccount() {
    super(
        "action_of_account",
        Group.BREADTH,
        AttackShare.WEAK,
        Trait.ACTION_OF_ACTOR,
        null,
        "action",
        "account",
        Event::action);
  }
}
