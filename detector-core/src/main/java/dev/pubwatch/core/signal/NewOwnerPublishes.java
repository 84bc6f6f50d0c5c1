package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * Published by somebody who was made an owner or a member within the week. Needs {@code owner:add}
 * or {@code member:add} events of the project or of its owner in the same source, with the person
 * in attribute {@code added}, {@code user}, {@code target_user}, {@code member} or {@code
 * new_owner}; where none is given, a publisher new to the project is taken for him.
 */
final class NewOwnerPublishes extends SwitchSignal {
  NewOwnerPublishes() {
    super(
        "new_owner_publishes",
        Group.WHO,
        AttackShare.OFTEN,
        Switch.PUBLISHED_BY_NEW_OWNER,
        "published by an owner added within the week",
        "owners of long standing");
  }
}
