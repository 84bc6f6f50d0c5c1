package dev.pubwatch.gateway.verify;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A header with a keyed hash of the raw body, as GitHub, Gitea, Nexus, Artifactory and npm do. */
final class BodySignature implements Verifier {
  private static final int LONGEST = 256;

  /** How the hash is written. */
  enum Encoding {
    HEX,
    BASE64
  }

  private final String header;
  private final String prefix;
  private final Encoding encoding;
  private final SecretKeySpec[] keys;

  /**
   * @param prefix before the hash, such as {@code sha256=}; empty for none
   * @param algorithm {@code HmacSHA256} or {@code HmacSHA1}
   */
  BodySignature(String header, String prefix, String algorithm, Encoding encoding, Secret secret) {
    this.header = header;
    this.prefix = prefix;
    this.encoding = encoding;
    this.keys = Hmac.keys(algorithm, secret.values());
  }

  @Override
  public @Nullable Refusal beforeBody(Arrival arrival) {
    String value = arrival.header(header);
    if (value == null) {
      return Refusal.missing(header);
    }
    return decoded(value) == null ? malformed() : null;
  }

  @Override
  public @Nullable Refusal withBody(Arrival arrival, byte[] body) {
    String value = arrival.header(header);
    byte[] code = value == null ? null : decoded(value);
    if (code == null) {
      return malformed();
    }
    return Hmac.matches(keys, code, body)
        ? null
        : Refusal.wrong(header, "the signature of this body under the endpoint's secret");
  }

  private Refusal malformed() {
    return Refusal.malformed(
        header,
        "'%s' and the signature in %s".formatted(prefix, encoding.name().toLowerCase(Locale.ROOT)));
  }

  private byte @Nullable [] decoded(String value) {
    if (value.length() > LONGEST || !value.startsWith(prefix)) {
      return null;
    }
    String text = value.substring(prefix.length()).strip();
    try {
      return encoding == Encoding.HEX
          ? HexFormat.of().parseHex(text)
          : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
