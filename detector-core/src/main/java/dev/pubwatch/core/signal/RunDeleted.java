package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * A CI run deleted where the project, and the account that does it, are not used to deleting any:
 * traces removed. Needs {@code run:delete} events.
 */
final class RunDeleted extends SwitchSignal {
  RunDeleted() {
    super(
        "run_deleted",
        Group.STRUCTURE,
        AttackShare.OFTEN,
        Switch.RUN_DELETED,
        Switch.RUN_DELETED_BY_ACTOR,
        "CI run deleted",
        "runs that are kept");
  }
}
