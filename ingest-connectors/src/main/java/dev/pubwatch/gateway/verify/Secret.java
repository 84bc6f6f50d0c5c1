package dev.pubwatch.gateway.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Secrets that an endpoint accepts: one, or two while one replaces the other. */
public final class Secret {
  /** More are no rotation but a mistake. */
  private static final int MOST = 8;

  private final List<byte[]> values;

  private Secret(List<byte[]> values) {
    this.values = values;
  }

  /** The non-blank lines of a text. */
  public static Secret of(String text) {
    List<byte[]> values =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(line -> line.getBytes(StandardCharsets.UTF_8))
            .toList();
    if (values.isEmpty() || values.size() > MOST) {
      throw new IllegalArgumentException(
          "must hold a secret a line, 1 to %d, held %d".formatted(MOST, values.size()));
    }
    return new Secret(values);
  }

  /**
   * The secrets in a file, one a line.
   *
   * @throws IllegalArgumentException naming the file, never what is in it
   */
  public static Secret read(Path file) {
    try {
      return of(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s".formatted(file, e.getClass().getSimpleName()), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " " + e.getMessage(), e);
    }
  }

  List<byte[]> values() {
    return values;
  }

  /** Hashes of the secrets with something before each, for {@link #isOneOf}. */
  List<byte[]> hashes(String before) {
    List<byte[]> hashes = new ArrayList<>();
    for (byte[] value : values) {
      MessageDigest digest = sha256();
      digest.update(before.getBytes(StandardCharsets.UTF_8));
      hashes.add(digest.digest(value));
    }
    return hashes;
  }

  /** Whether the hash of a text is one of these, in a time that tells nothing of them. */
  static boolean isOneOf(List<byte[]> hashes, String text) {
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    boolean found = false;
    for (byte[] known : hashes) {
      found |= MessageDigest.isEqual(known, hash);
    }
    return found;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Secret[" + values.size() + "]";
  }
}
