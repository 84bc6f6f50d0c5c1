package dev.pubwatch.gateway.verify;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * ECDSA over P-256 and SHA-256 of the raw body under a key that the sender names, as GitHub's
 * secret-scanning partner program does. The signature is DER, of any length that DER gives it.
 */
final class KeySetSignature implements Verifier {
  private static final int LONGEST = 256;

  private final String idHeader;
  private final String signatureHeader;
  private final KeySource keys;

  /**
   * @param headers what both headers begin with, {@code Github-Public-Key} for GitHub's
   */
  KeySetSignature(String headers, KeySource keys) {
    this.idHeader = headers + "-Identifier";
    this.signatureHeader = headers + "-Signature";
    this.keys = keys;
  }

  @Override
  public @Nullable Refusal beforeBody(Arrival arrival) {
    String id = arrival.header(idHeader);
    if (id == null) {
      return Refusal.missing(idHeader);
    }
    if (id.length() > LONGEST) {
      return Refusal.malformed(idHeader, "at most " + LONGEST + " characters");
    }
    String signature = arrival.header(signatureHeader);
    if (signature == null) {
      return Refusal.missing(signatureHeader);
    }
    return decoded(signature) == null
        ? Refusal.malformed(signatureHeader, "a signature in base64")
        : null;
  }

  @Override
  public @Nullable Refusal withBody(Arrival arrival, byte[] body) {
    PublicKey key;
    try {
      key = keys.byId(String.valueOf(arrival.header(idHeader)), arrival.at());
    } catch (IllegalStateException e) {
      return new Refusal(Refusal.Kind.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
    if (key == null) {
      return Refusal.wrong(idHeader, "a current key of the key set");
    }
    byte[] signature = decoded(String.valueOf(arrival.header(signatureHeader)));
    return signature != null && isSigned(key, signature, body)
        ? null
        : Refusal.wrong(signatureHeader, "the signature of this body under that key");
  }

  private static boolean isSigned(PublicKey key, byte[] der, byte[] body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initVerify(key);
      signature.update(body);
      return signature.verify(der);
    } catch (GeneralSecurityException e) {
      return false; // not DER, or numbers out of range
    }
  }

  private static byte @Nullable [] decoded(String text) {
    try {
      return text.length() > LONGEST ? null : Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
