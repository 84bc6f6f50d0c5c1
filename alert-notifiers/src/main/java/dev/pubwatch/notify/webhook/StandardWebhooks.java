package dev.pubwatch.notify.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of the Standard Webhooks specification 1.0: {@code v1,} and the base64 HMAC-SHA-256 of
 * {@code id.timestamp.body}.
 */
final class StandardWebhooks {
  private static final String HMAC = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  /** The specification's least. */
  private static final int SHORTEST_KEY_BYTES = 24;

  private final SecretKeySpec key;

  /**
   * @param setting what the messages call it
   * @throws IllegalArgumentException if the secret is too short or no base64 after its prefix; its
   *     text is not in the message
   */
  StandardWebhooks(String setting, String secret) {
    byte[] bytes = keyBytes(setting, secret);
    if (bytes.length < SHORTEST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "%s: the signing secret must have at least %d bytes, had %d"
              .formatted(setting, SHORTEST_KEY_BYTES, bytes.length));
    }
    this.key = new SecretKeySpec(bytes, HMAC);
  }

  private static byte[] keyBytes(String setting, String secret) {
    if (!secret.startsWith(PREFIX)) {
      return secret.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          setting + ": the signing secret must be base64 after " + PREFIX);
    }
  }

  String sign(String id, long timestampSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update((id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + HMAC, e);
    }
  }
}
