package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/**
 * A workflow change after a longer rest than the repository is used to. Needs nothing but times.
 */
final class WorkflowsDormant extends MeasureSignal {
  WorkflowsDormant() {
    super(
        "workflows_dormant",
        Group.WHEN,
        AttackShare.OFTEN,
        Measure.QUIET_OF_WORKFLOWS,
        Words::quietFor);
  }
}
