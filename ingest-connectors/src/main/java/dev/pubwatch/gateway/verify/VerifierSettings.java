package dev.pubwatch.gateway.verify;

import dev.pubwatch.gateway.verify.BodySignature.Encoding;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint says of its proof.
 *
 * @param secret null where there is none
 * @param header name of the header, for schemes of choice
 * @param prefix what comes before the secret or the signature; empty for nothing
 * @param base64 whether a signature of choice is in base64 rather than in hex
 * @param keysFile a key set kept as a file
 * @param keysUrl where a key set is published
 */
public record VerifierSettings(
    @Nullable Secret secret,
    @Nullable String header,
    String prefix,
    boolean base64,
    @Nullable Path keysFile,
    @Nullable URI keysUrl) {

  /** Settings of a scheme that needs no more than its secret. */
  public static VerifierSettings of(Secret secret) {
    return new VerifierSettings(secret, null, "", false, null, null);
  }

  Secret requiredSecret() {
    if (secret == null) {
      throw new IllegalArgumentException("a secret must be set");
    }
    return secret;
  }

  String header(String fallback) {
    String name = header == null ? fallback : header;
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the header with the signature must be set");
    }
    return name;
  }

  Encoding encoding() {
    return base64 ? Encoding.BASE64 : Encoding.HEX;
  }

  KeySource keySource() {
    if (keysFile != null) {
      return KeySource.file(keysFile);
    }
    if (keysUrl != null) {
      return KeySource.url(keysUrl);
    }
    throw new IllegalArgumentException("a file or an address of the key set must be set");
  }
}
