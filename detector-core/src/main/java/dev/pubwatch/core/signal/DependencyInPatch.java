package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * A patch release that adds a dependency: the payload may live there. Needs {@code
 * artifact.dependency_count} and {@code version}.
 */
final class DependencyInPatch extends SwitchSignal {
  DependencyInPatch() {
    super(
        "dependency_in_patch",
        Group.CONTENT,
        AttackShare.WEAK,
        Switch.NEW_DEPENDENCY_IN_PATCH,
        "dependencies grew in a patch release",
        "patch releases that add no dependency");
  }
}
