package dev.pubwatch.formats.scanning;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hashes by which the systems that issue tokens name them in their own logs. */
final class TokenHashes {
  /** Longest token that is read, in characters: a JWT with many claims. */
  static final int MAX_TOKEN = 16_384;

  private static final Pattern GITHUB = Pattern.compile("(gh[pousr]_|github_pat_).+");
  private static final Pattern RUBYGEMS = Pattern.compile("rubygems_.+");

  private TokenHashes() {}

  /**
   * GitHub's audit log names a token by base64 of its SHA-256, RubyGems by the same in hex; null
   * for a token of any other shape.
   */
  static @Nullable String ofIssuer(String token) {
    if (GITHUB.matcher(token).matches()) {
      return Base64.getEncoder().encodeToString(sha256(token));
    }
    return RUBYGEMS.matcher(token).matches() ? HexFormat.of().formatHex(sha256(token)) : null;
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
