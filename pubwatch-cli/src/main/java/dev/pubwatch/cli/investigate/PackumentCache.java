package dev.pubwatch.cli.investigate;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Packages' documents as they were last fetched, a file each: the ETag in the first line, then the
 * document. A file is replaced whole.
 */
final class PackumentCache {
  private static final int MAX_ETAG = 256;

  private final Path folder;

  PackumentCache(Path folder) {
    this.folder = folder;
  }

  Path file(URI address) {
    return folder.resolve(hash(address.toString()) + ".packument");
  }

  /** ETag of what is kept; empty when nothing is, or the registry gave none. */
  String etag(URI address) {
    Path file = file(address);
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return firstLine(in);
    } catch (IOException e) {
      return "";
    }
  }

  void keep(URI address, String etag, byte[] document) throws IOException {
    Files.createDirectories(folder);
    Path file = file(address);
    Path part = Files.createTempFile(folder, "part-", "");
    try (OutputStream out = Files.newOutputStream(part)) {
      out.write((etag + "\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(document);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The document in a file of the cache. */
  static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    firstLine(in);
    return in;
  }

  private static String firstLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    while (b >= 0 && b != '\n' && line.size() <= MAX_ETAG) {
      line.write(b);
      b = in.read();
    }
    return b == '\n' ? line.toString(StandardCharsets.ISO_8859_1) : "";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
