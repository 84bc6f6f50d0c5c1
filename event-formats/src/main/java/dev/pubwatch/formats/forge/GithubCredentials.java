package dev.pubwatch.formats.forge;

import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.json.JsonFields;
import java.util.Locale;

/** What kind of credential an audit log entry speaks of. */
final class GithubCredentials {
  private GithubCredentials() {}

  /**
   * The kind that was used, as {@code programmatic_access_type} says; where it says nothing, the
   * kind that the action is about. An entry with neither may be a browser session or an old entry:
   * unknown.
   */
  static CredentialKind kind(JsonFields in, String action) {
    String type = in.text("programmatic_access_type");
    if (type != null) {
      return ofAccessType(type.toLowerCase(Locale.ROOT));
    }
    if ("ssh".equals(in.text("transport_protocol_name"))) {
      return CredentialKind.ssh_key;
    }
    return ofAction(action);
  }

  private static CredentialKind ofAccessType(String type) {
    if (type.contains("github app") || type.contains("server-to-server")) {
      return CredentialKind.app;
    }
    if (type.contains("key")) {
      return CredentialKind.ssh_key;
    }
    return type.contains("token") ? CredentialKind.api_token : CredentialKind.unknown;
  }

  private static CredentialKind ofAction(String action) {
    if (action.startsWith("public_key.") || action.contains("deploy_key")) {
      return CredentialKind.ssh_key;
    }
    if (action.startsWith("integration_installation.")) {
      return CredentialKind.app;
    }
    return action.startsWith("personal_access_token.") || action.startsWith("oauth_")
        ? CredentialKind.api_token
        : CredentialKind.unknown;
  }
}
