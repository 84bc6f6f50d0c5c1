package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/**
 * A step between versions that the project rarely takes: numbers left out, an old line revived.
 * Needs {@code version}.
 */
final class VersionStep extends TraitSignal {
  VersionStep() {
    super(
        "version_step",
        Group.STRUCTURE,
        AttackShare.WEAK,
        Trait.STEP_OF_PROJECT,
        null,
        "version step",
        "project",
        e -> "to " + e.version());
  }
}
