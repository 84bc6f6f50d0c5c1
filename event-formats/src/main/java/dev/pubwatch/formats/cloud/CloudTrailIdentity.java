package dev.pubwatch.formats.cloud;

import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.Credential;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who made a call, and with what.
 *
 * <p>A role's sessions have a name each, often one a run: the role is the actor, the session an
 * attribute, so that the actor's history does not start anew with each session. An access key id is
 * AWS's public name of a key, of which the secret half never appears in a log: it is kept as it is,
 * so that it can be looked up and revoked.
 */
final class CloudTrailIdentity {
  private static final Set<String> PEOPLE =
      Set.of("IAMUser", "Root", "SAMLUser", "IdentityCenterUser", "FederatedUser");

  private CloudTrailIdentity() {}

  static void fill(JsonFields in, String call, EventDraft out) {
    JsonFields identity = in.objectOrEmpty("userIdentity");
    JsonFields session = identity.objectOrEmpty("sessionContext");
    JsonFields issuer = session.objectOrEmpty("sessionIssuer");
    String type = identity.text("type");
    String arn = identity.text("arn");
    String role = issuer.text("arn");
    out.actor().setId(actor(identity, role));
    out.actor().setKind(kind(type, role));
    credential(identity, session, call, out.credential());
    out.attribute("identity_type", type)
        .attribute("session_arn", role == null ? null : arn)
        .attribute("principal_id", identity.text("principalId"))
        .attribute("invoked_by", identity.text("invokedBy"))
        .attribute("mfa", session.objectOrEmpty("attributes").text("mfaAuthenticated"));
  }

  private static @Nullable String actor(JsonFields identity, @Nullable String role) {
    return role != null
        ? role
        : identity.firstText("arn", "userName", "principalId", "invokedBy", "accountId");
  }

  private static ActorKind kind(@Nullable String type, @Nullable String role) {
    if (type == null) {
      return ActorKind.unknown;
    }
    if (PEOPLE.contains(type) || (role != null && role.contains("AWSReservedSSO_"))) {
      return ActorKind.user;
    }
    return type.equals("AWSService") || type.equals("WebIdentityUser")
        ? ActorKind.service
        : ActorKind.unknown;
  }

  private static void credential(
      JsonFields identity, JsonFields session, String call, Credential credential) {
    String key = identity.text("accessKeyId");
    JsonFields federation = session.objectOrEmpty("webIdFederationData");
    boolean webIdentity =
        "WebIdentityUser".equals(identity.text("type")) || federation.has("federatedProvider");
    credential.setId(key);
    credential.setCreatedAt(session.objectOrEmpty("attributes").time("creationDate"));
    credential.setKind(webIdentity ? CredentialKind.oidc : credentialKind(key, call));
    credential.setIssuer(
        webIdentity
            ? firstNonNull(federation.text("federatedProvider"), identity.text("identityProvider"))
            : null);
    credential.setWorkflowRef(webIdentity ? identity.text("userName") : null);
  }

  /** AKIA: a long-lived key. ASIA: one of a session. */
  private static CredentialKind credentialKind(@Nullable String key, String call) {
    if (call.equals("signin:ConsoleLogin")) {
      return CredentialKind.password;
    }
    if (key == null) {
      return CredentialKind.unknown;
    }
    return key.startsWith("AKIA")
        ? CredentialKind.api_token
        : key.startsWith("ASIA") ? CredentialKind.session : CredentialKind.unknown;
  }

  private static @Nullable String firstNonNull(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }
}
