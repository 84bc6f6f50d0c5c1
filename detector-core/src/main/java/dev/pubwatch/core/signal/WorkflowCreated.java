package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * A workflow file that was not there before, where edits of existing ones are usual. Needs action
 * {@code workflow:create}.
 */
final class WorkflowCreated extends SwitchSignal {
  WorkflowCreated() {
    super(
        "workflow_created",
        Group.STRUCTURE,
        AttackShare.OFTEN,
        Switch.WORKFLOW_CREATED,
        "workflow file created",
        "edits of existing workflows");
  }
}
