package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * A release without a CI run, or of a run that failed, was skipped or was deleted, on a release
 * line whose releases come out of runs: a stolen token used by hand. Needs {@code ci.run_id},
 * {@code ci.workflow} or {@code ci.head_sha} on releases; {@code run:} events of the same project,
 * or {@code ci.conclusion}, tell how the run ended.
 */
final class PublishWithoutRun extends SwitchSignal {
  PublishWithoutRun() {
    super(
        "publish_without_run",
        Group.CREDENTIAL,
        AttackShare.HARD_TO_AVOID,
        Switch.PUBLISHED_WITHOUT_RUN,
        "published without a good CI run",
        "releases that come out of successful runs");
  }
}
