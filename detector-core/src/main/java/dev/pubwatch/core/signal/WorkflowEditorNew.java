package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Trait;

/** A workflow changed by somebody who rarely changes workflows there. Needs {@code actor.id}. */
final class WorkflowEditorNew extends TraitSignal {
  WorkflowEditorNew() {
    super(
        "workflow_editor_new",
        Group.WHO,
        AttackShare.OFTEN,
        Trait.EDITOR_OF_PROJECT,
        null,
        "editor",
        "repository",
        Event::actorId);
  }
}
