package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;
import dev.pubwatch.core.surprise.TurnRate;

/**
 * A release that begins to run a script when it is installed, on a release line that had none.
 * Needs {@code artifact.install_script}.
 */
final class InstallScriptAdded extends SwitchSignal {
  InstallScriptAdded() {
    super(
        "install_script_added",
        Group.CONTENT,
        AttackShare.HARD_TO_AVOID,
        Switch.INSTALL_SCRIPT_ADDED,
        "install script added",
        "no install script");
  }

  @Override
  TurnRate.Prior prior() {
    return TurnRate.Prior.STRUCTURAL;
  }
}
