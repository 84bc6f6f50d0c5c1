package dev.pubwatch.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The one style sheet, and the policy under which a page may use it and nothing else. */
final class Style {
  static final String SHEET = read("console.css");

  /**
   * Content-Security-Policy: no script, no request, no other style, whatever a page may hold. For a
   * meta tag as well as for a header.
   */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(SHEET)
          + "'; base-uri 'none'; form-action 'none'";

  private Style() {}

  private static String read(String name) {
    try (InputStream in = Style.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the console's jar must hold " + name + ", but does not");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
