package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;

/** Classes of credentials. */
final class Credentials {
  private Credentials() {}

  static boolean isTrustedPublisher(Event e) {
    return e.credentialKind().equals("trusted_publisher") || e.trustedPublisher() != null;
  }

  /**
   * Whether the credential was made for one run and dies with it: its id and its age say nothing,
   * and whoever published is a workflow rather than a person.
   */
  static boolean isOfOneRun(Event e) {
    return isTrustedPublisher(e) || e.credentialKind().equals("oidc");
  }
}
