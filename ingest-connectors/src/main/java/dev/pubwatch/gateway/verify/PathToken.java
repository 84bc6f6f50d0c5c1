package dev.pubwatch.gateway.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last part of the path is the secret: for senders that can neither sign nor set a header. */
final class PathToken implements Verifier {
  private final List<byte[]> hashes;

  PathToken(Secret secret) {
    this.hashes = secret.hashes("");
  }

  @Override
  public @Nullable Refusal beforeBody(Arrival arrival) {
    String token = arrival.pathToken();
    if (token == null) {
      return new Refusal(Refusal.Kind.MISSING, "the path must end in the endpoint's secret");
    }
    return Secret.isOneOf(hashes, token)
        ? null
        : new Refusal(Refusal.Kind.WRONG, "the path does not end in the secret of this endpoint");
  }

  @Override
  public @Nullable Refusal withBody(Arrival arrival, byte[] body) {
    return null;
  }
}
