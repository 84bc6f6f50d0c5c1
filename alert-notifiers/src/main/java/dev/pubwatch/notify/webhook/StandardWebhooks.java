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

  private final SecretKeySpec key;

  StandardWebhooks(String secret) {
    this.key = new SecretKeySpec(keyBytes(secret), HMAC);
  }

  private static byte[] keyBytes(String secret) {
    return secret.startsWith(PREFIX)
        ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
        : secret.getBytes(StandardCharsets.UTF_8);
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
