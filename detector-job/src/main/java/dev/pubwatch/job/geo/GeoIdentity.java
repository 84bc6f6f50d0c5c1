package dev.pubwatch.job.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Which data addresses are looked up in, so that two runs can be known to have used the same. */
public final class GeoIdentity {
  private static final int SHOWN_BYTES = 6;

  private GeoIdentity() {}

  /**
   * One line: what each database calls itself, its build day and the beginning of its SHA-256, then
   * the ranges under one hash of all their files. {@code none} without any.
   *
   * @throws GeoException naming the file that cannot be used
   */
  public static String of(GeoFiles files) throws GeoException {
    List<String> parts = new ArrayList<>();
    for (String file : files.databases()) {
      Path path = Path.of(file);
      try (GeoDatabase database = GeoDatabase.open(path)) {
        parts.add(
            "%s of %s (%s)"
                .formatted(
                    database.type().replaceAll("\\p{Cntrl}", "?"),
                    database.built().atOffset(ZoneOffset.UTC).toLocalDate(),
                    hash(List.of(path))));
      } catch (GeoException e) {
        throw e;
      } catch (IOException e) {
        throw new GeoException("cannot read " + path + ": " + e.getMessage(), e);
      }
    }
    List<Path> ranges = files.ranges().stream().map(Path::of).toList();
    if (!ranges.isEmpty()) {
      String count = ranges.size() == 1 ? "1 file" : ranges.size() + " files";
      parts.add("ranges of " + count + " (" + hash(ranges) + ")");
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  /** The first bytes of the SHA-256 over the contents of files, in hexadecimal. */
  public static String hash(List<Path> files) throws GeoException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
          throw new GeoException("cannot read " + file + ": " + e, e);
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
