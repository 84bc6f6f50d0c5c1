package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Trait;

/** Something done that the credential is rarely used for. Needs {@code credential.id}. */
final class ActionOfCredential extends TraitSignal {
  ActionOfCredential() {
    super(
        "action_of_credential",
        Group.BREADTH,
        AttackShare.OFTEN,
        Trait.ACTION_OF_CREDENTIAL,
        null,
        "action",
        "credential",
        Event::action);
  }
}
