package dev.pubwatch.gateway.verify;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header, or the end of the path, that is the secret itself. Proves nothing of the body. */
final class StaticToken implements Verifier {
  private final String header;
  private final String prefix;
  private final List<byte[]> hashes;

  /**
   * @param prefix what the header begins with, such as {@code "Bearer "}; empty for nothing
   */
  StaticToken(String header, String prefix, Secret secret) {
    this(header, prefix, secret.hashes(""));
  }

  private StaticToken(String header, String prefix, List<byte[]> hashes) {
    this.header = header;
    this.prefix = prefix;
    this.hashes = hashes;
  }

  /** HTTP Basic; each secret is {@code user:password}. */
  static Verifier basic(Secret secret) {
    Base64.Encoder base64 = Base64.getEncoder();
    String encoded =
        String.join("\n", secret.values().stream().map(base64::encodeToString).toList());
    return new StaticToken("Authorization", "Basic ", Secret.of(encoded));
  }

  @Override
  public @Nullable Refusal beforeBody(Arrival arrival) {
    String value = arrival.header(header);
    if (value == null) {
      return Refusal.missing(header);
    }
    if (!value.regionMatches(true, 0, prefix, 0, prefix.length())) {
      return Refusal.malformed(header, "'" + prefix + "' and the secret");
    }
    return Secret.isOneOf(hashes, value.substring(prefix.length()).strip())
        ? null
        : Refusal.wrong(header, "the secret of this endpoint");
  }

  @Override
  public @Nullable Refusal withBody(Arrival arrival, byte[] body) {
    return null;
  }
}
