package dev.pubwatch.formats;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns a secret into an id: {@code hmac:} and the hex HMAC-SHA-256 under the operator's key, so
 * that the id can be joined on and the secret cannot be found from it.
 */
public final class CredentialHasher {
  private final SecretKeySpec key;

  /**
   * @param key the operator's key, at least 16 bytes
   */
  public CredentialHasher(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException(
          "credential hash key must be at least 16 bytes, was " + key.length);
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** The id of a secret; the same secret under the same key always has the same id. */
  public String hash(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] digest = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return "hmac:" + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HmacSHA256", e);
    }
  }
}
