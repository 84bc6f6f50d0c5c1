package dev.pubwatch.gateway.verify;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringTokenizer;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The Standard Webhooks specification, which GitLab's signing tokens follow: {@code
 * webhook-signature} holds {@code v1,} and the base64 HMAC-SHA-256 of id, time and body; several,
 * divided by spaces, while a secret is replaced.
 */
final class StandardWebhooks implements Verifier {
  static final String ID = "webhook-id";

  /** How far the sender's clock may be off, and how old a request may be. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String TIMESTAMP = "webhook-timestamp";
  private static final String SIGNATURE = "webhook-signature";
  private static final String VERSION = "v1,";
  private static final String SECRET_PREFIX = "whsec_";
  private static final int LONGEST = 2048;
  private static final int MOST_SIGNATURES = 16;

  private final SecretKeySpec[] keys;

  /**
   * @param secret {@code whsec_} and base64, or base64 alone
   * @throws IllegalArgumentException when it is no base64
   */
  StandardWebhooks(Secret secret) {
    List<byte[]> decoded = new ArrayList<>();
    for (byte[] value : secret.values()) {
      decoded.add(decodeSecret(new String(value, StandardCharsets.UTF_8)));
    }
    this.keys = Hmac.keys("HmacSHA256", decoded);
  }

  private static byte[] decodeSecret(String text) {
    String base64 = text.startsWith(SECRET_PREFIX) ? text.substring(SECRET_PREFIX.length()) : text;
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must hold 'whsec_' and base64 on each line", e);
    }
  }

  @Override
  public @Nullable Refusal beforeBody(Arrival arrival) {
    for (String header : List.of(ID, TIMESTAMP, SIGNATURE)) {
      String value = arrival.header(header);
      if (value == null) {
        return Refusal.missing(header);
      }
      if (value.isEmpty() || value.length() > LONGEST) {
        return Refusal.malformed(header, "1 to " + LONGEST + " characters");
      }
    }
    Instant sent = sentAt(arrival);
    if (sent == null) {
      return Refusal.malformed(TIMESTAMP, "seconds since 1970");
    }
    return Duration.between(sent, arrival.at()).abs().compareTo(TOLERANCE) <= 0
        ? null
        : new Refusal(
            Refusal.Kind.STALE,
            "header %s must be within %d s of now".formatted(TIMESTAMP, TOLERANCE.toSeconds()));
  }

  @Override
  public @Nullable Refusal withBody(Arrival arrival, byte[] body) {
    String signed = arrival.header(ID) + "." + arrival.header(TIMESTAMP) + ".";
    byte[] before = signed.getBytes(StandardCharsets.UTF_8);
    String signatures = arrival.header(SIGNATURE);
    StringTokenizer each = new StringTokenizer(signatures == null ? "" : signatures, " ");
    boolean found = false;
    for (int i = 0; i < MOST_SIGNATURES && each.hasMoreTokens(); i++) {
      byte[] code = decoded(each.nextToken());
      found |= code != null && Hmac.matches(keys, code, before, body);
    }
    return found ? null : Refusal.wrong(SIGNATURE, "a signature of this request");
  }

  private static @Nullable Instant sentAt(Arrival arrival) {
    String value = arrival.header(TIMESTAMP);
    try {
      return value == null ? null : Instant.ofEpochSecond(Long.parseLong(value));
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static byte @Nullable [] decoded(String signature) {
    if (!signature.startsWith(VERSION)) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(signature.substring(VERSION.length()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
