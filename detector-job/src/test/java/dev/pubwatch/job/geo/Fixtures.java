package dev.pubwatch.job.geo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Small databases, written for the tests: AS numbers are those of RFC 5398, places made up. */
final class Fixtures {
  static final Instant BUILT = Instant.parse("2026-06-17T00:00:00Z");

  private Fixtures() {}

  static Path asns(Path folder) throws IOException {
    MmdbWriter writer = new MmdbWriter();
    writer.add(
        "5.6.0.0",
        "5.6.255.255",
        Map.of("autonomous_system_number", 64_500L, "autonomous_system_organization", "Home"));
    writer.add("5.7.0.0", "5.7.3.255", Map.of("asn", "AS64501", "as_name", "Café\u0007"));
    writer.add("2a00::", "2a00:1:ffff:ffff:ffff:ffff:ffff:ffff", Map.of("as_number", 64_502L));
    return write(writer, folder.resolve("asn.mmdb"), "Test ASN");
  }

  static Path countries(Path folder) throws IOException {
    MmdbWriter writer = new MmdbWriter();
    writer.add("5.6.0.0", "5.6.127.255", Map.of("country_code", "nl"));
    writer.add("5.6.128.0", "5.7.3.255", Map.of("country", Map.of("iso_code", "DE")));
    writer.add("2a00::", "2a00::ffff", Map.of("country", "FR"));
    return write(writer, folder.resolve("country.mmdb"), "Test Country");
  }

  static Path write(MmdbWriter writer, Path file, String type) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.write(out, type, BUILT);
    }
    return file;
  }
}
