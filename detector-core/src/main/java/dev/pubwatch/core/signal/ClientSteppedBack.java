package dev.pubwatch.core.signal;

import dev.pubwatch.core.Switch;

/**
 * Released with another program, or an older major version of client or runtime, than the account
 * ever used, on a release line not made with it before: the intruder's machine. A newer version is
 * an upgrade and says nothing. Needs {@code origin.client}, or attribute {@code node_version}.
 */
final class ClientSteppedBack extends SwitchSignal {
  ClientSteppedBack() {
    super(
        "client_stepped_back",
        Group.CLIENT,
        AttackShare.OFTEN,
        Switch.CLIENT_STEPPED_BACK,
        "released with a toolchain that the account never used",
        "the same client and runtime, or newer");
  }
}
