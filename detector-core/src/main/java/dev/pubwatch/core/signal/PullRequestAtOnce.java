package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * A pull request opened, run and closed within a minute: the run was all it was for. Needs {@code
 * run:start} events and the source's own actions {@code pull_request.create} or {@code .opened},
 * and {@code .close} or {@code .closed}, in {@code source_action}, with the request named by
 * attribute {@code pull_request_id}, {@code pull_request_url} or {@code number}, else told apart by
 * who acts.
 */
final class PullRequestAtOnce extends SwitchSignal {
  PullRequestAtOnce() {
    super(
        "pull_request_at_once",
        Group.STRUCTURE,
        AttackShare.OFTEN,
        Switch.PULL_REQUEST_AT_ONCE,
        "pull request opened, run and closed within a minute",
        "pull requests that stay open for longer");
  }

  /** GitHub's audit log has words for it that the contract has not. */
  @Override
  public boolean readsAnyAction() {
    return true;
  }
}
