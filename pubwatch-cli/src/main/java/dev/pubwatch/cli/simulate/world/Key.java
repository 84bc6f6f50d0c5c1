package dev.pubwatch.cli.simulate.world;

import dev.pubwatch.events.Credential;
import dev.pubwatch.events.CredentialKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential; the id is what hashing the real one would give.
 *
 * @param workflowRef the workflow that a trusted publisher's credential is bound to
 */
public record Key(
    String id, CredentialKind kind, @Nullable Instant createdAt, @Nullable String workflowRef) {

  /** A token of that name. */
  public static Key token(String name, Instant createdAt) {
    return new Key(idOf(name), CredentialKind.api_token, createdAt, null);
  }

  static String idOf(String name) {
    return "hmac:" + Dice.of(0, name, 7).hex(32);
  }

  Credential avro() {
    Credential.Builder out =
        Credential.newBuilder().setId(id).setKind(kind).setCreatedAt(createdAt);
    if (kind == CredentialKind.api_token) {
      out.setScopes(List.of("publish"));
    }
    if (workflowRef != null) {
      out.setIssuer("https://token.forge.example").setWorkflowRef(workflowRef);
    }
    return out.build();
  }
}
