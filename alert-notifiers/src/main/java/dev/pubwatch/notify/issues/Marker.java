package dev.pubwatch.notify.issues;

import dev.pubwatch.notify.safe.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The line in an issue's body by which it is found again, and which revision it tells. Anybody may
 * open an issue in a public project, so the line is an HMAC under the token: nobody else can write
 * one before ours is there.
 */
final class Marker {
  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 16;
  private static final Pattern REVISION = Pattern.compile(" r(\\d{1,9}) -->");

  private final String text;

  private Marker(String text) {
    this.text = text;
  }

  static Marker of(Secret token, String incidentId, String project) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(token.value().getBytes(StandardCharsets.UTF_8), HMAC));
      byte[] sum =
          mac.doFinal(("issue\n" + incidentId + "\n" + project).getBytes(StandardCharsets.UTF_8));
      return new Marker("<!-- pubwatch " + HexFormat.of().formatHex(sum, 0, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " belongs to every Java", e);
    }
  }

  String line(int revision) {
    return text + " r" + revision + " -->";
  }

  boolean isIn(String body) {
    return body.contains(text);
  }

  /** The revision that a body tells, 0 where it tells none. */
  int revision(String body) {
    int at = body.indexOf(text);
    Matcher matcher = REVISION.matcher(body);
    return at >= 0 && matcher.find(at) ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
