package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * A run that anybody's request can start wrote a cache outside the request's own scope, from where
 * a release's run reads it: what it builds then is the stranger's. So came ultralytics 8.3.41
 * (December 2024) and the TanStack packages (May 2026).
 *
 * <p>Needs {@code source_action} {@code cache.save} with {@code ci.event} and {@code ci.ref}, which
 * run telemetry gives; GitHub's audit log does not record it.
 */
final class CacheSavedByRequest extends SwitchSignal {
  CacheSavedByRequest() {
    super(
        "cache_saved_by_request",
        Group.STRUCTURE,
        AttackShare.OFTEN,
        Switch.CACHE_SAVED_BY_REQUEST,
        "a run of a pull request or comment wrote the main branch's cache",
        "caches written by the main branch's own runs");
  }

  @Override
  public boolean readsAnyAction() {
    return true;
  }
}
