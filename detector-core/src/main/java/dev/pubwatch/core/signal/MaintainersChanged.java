package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * The number of maintainers is not that of the release before. Needs attribute {@code maintainers}.
 */
final class MaintainersChanged extends SwitchSignal {
  MaintainersChanged() {
    super(
        "maintainers_changed",
        Group.WHO,
        AttackShare.WEAK,
        Switch.MAINTAINERS_CHANGED,
        "number of maintainers changed",
        "the same maintainers as the release before");
  }
}
