package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * A tag moved where the project, and the account that does it, move none: what was pinned to it now
 * runs something else. Needs {@code tag:move} events.
 */
final class TagMoved extends SwitchSignal {
  TagMoved() {
    super(
        "tag_moved",
        Group.STRUCTURE,
        AttackShare.OFTEN,
        Switch.TAG_MOVED,
        Switch.TAG_MOVED_BY_ACTOR,
        "tag moved",
        "tags that stay where they are");
  }
}
