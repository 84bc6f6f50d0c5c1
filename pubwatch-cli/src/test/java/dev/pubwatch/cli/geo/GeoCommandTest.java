package dev.pubwatch.cli.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.terminal.FakeTerminal;
import dev.pubwatch.job.geo.MmdbWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an npm of the test's own: a script that serves packages from a folder. */
class GeoCommandTest {
  private static final Instant BUILT = Instant.parse("2026-06-17T00:00:00Z");
  private static final String VERSION = "2.3.2026061719";

  @TempDir Path folder;

  private final FakeTerminal fake = FakeTerminal.piped();
  private String failure = "";

  private int run(String... arguments) {
    Map<String, String> environment = Map.of("PUBWATCH_NPM", folder.resolve("npm").toString());
    return GeoCommand.commandLine(fake.terminal(), environment)
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              failure = String.valueOf(thrown.getMessage());
              return ExitCodes.FAILED;
            })
        .execute(arguments);
  }

  /** The sentence that a command fails with. */
  private String failure(String... arguments) {
    assertEquals(ExitCodes.FAILED, run(arguments));
    return failure;
  }

  private String geo() {
    return folder.resolve("geo").toString();
  }

  private Path database(String name, Map<String, ?> record) throws IOException {
    MmdbWriter writer = new MmdbWriter();
    writer.add("5.6.0.0", "5.6.255.255", record);
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.write(out, "Test " + name, BUILT);
    }
    return file;
  }

  private Path countries() throws IOException {
    return database("countries.mmdb", Map.of("country_code", "NL"));
  }

  private static byte[] tarball(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry("package/" + file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Both packages, under a licence, and an npm that serves them. */
  private void serve(String licence) throws Exception {
    byte[] about = bytes("{\"license\": \"" + licence + "\"}");
    Map<String, byte[]> asn = new LinkedHashMap<>();
    asn.put("package.json", about);
    asn.put("asn-ipv4.csv", bytes("5.6.0.0,5.6.127.255,64500,\"Home, Inc.\"\n"));
    asn.put("asn-ipv6.csv", bytes("2a00::,2a00::ffff,64501,Six\n"));
    publish("ip-location-db-asn", asn);
    Map<String, byte[]> country = new LinkedHashMap<>();
    country.put("package.json", about);
    country.put("geo-whois-asn-country.mmdb", Files.readAllBytes(countries()));
    publish("ip-location-db-geo-whois-asn-country-mmdb", country);
    npm(
        """
        name=$(printf %s "$2" | sed 's/^@//; s/@.*//; s,/,-,')
        case $1 in
          view) cat "HERE/$name.json" ;;
          pack) cp "HERE/$name.tgz" "$6/$name-VERSION.tgz" && echo '[]' ;;
        esac
        """);
  }

  private void publish(String name, Map<String, byte[]> files) throws Exception {
    byte[] tarball = tarball(files);
    Files.write(folder.resolve(name + ".tgz"), tarball);
    byte[] hash = MessageDigest.getInstance("SHA-512").digest(tarball);
    Files.writeString(
        folder.resolve(name + ".json"),
        "{\"version\": \"%s\", \"dist.integrity\": \"sha512-%s\"}"
            .formatted(VERSION, Base64.getEncoder().encodeToString(hash)));
  }

  private void npm(String script) throws IOException {
    String text = script.replace("HERE", folder.toString()).replace("VERSION", VERSION);
    Path npm = Files.writeString(folder.resolve("npm"), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void fetchesOpenDatabasesAndLooksUpInThem() throws Exception {
    serve("CC0-1.0");
    assertEquals(0, run("install", "--dir", geo()));
    assertTrue(
        fake.out()
            .startsWith(
                "asn.mmdb: @ip-location-db/asn of 2026-06-17, 2 networks, from"
                    + " @ip-location-db/asn 2.3.2026061719, licence CC-BY-4.0"),
        fake.out());
    assertTrue(fake.out().contains("IP Geolocation by DB-IP (https://db-ip.com)"), fake.out());
    assertEquals(0, run("lookup", "--dir", geo(), "5.6.1.2", "2a00::7", "10.0.0.1"));
    assertTrue(
        fake.out().contains("5.6.1.0/24     NL       unknown  -         AS64500  Home, Inc."),
        fake.out());
    assertTrue(fake.out().contains("AS64501  Six"), fake.out());
    assertTrue(fake.out().contains("private, reserved or no address"), fake.out());
  }

  @Test
  void whatIsNotAnnouncedIsNotInstalled() throws Exception {
    serve("CC0-1.0");
    Files.write(folder.resolve("ip-location-db-asn.tgz"), tarball(Map.of()));
    assertEquals(
        "@ip-location-db/asn@2.3.2026061719 does not have the SHA-512 that its registry states: it"
            + " was not installed",
        failure("install", "--dir", geo()));
    assertFalse(Files.exists(folder.resolve("geo")));
  }

  @Test
  void aLicenceThatIsNotOpenIsRefused() throws Exception {
    serve("GeoLite2 EULA");
    String said = failure("install", "--dir", geo());
    assertTrue(said.contains("must be under an open licence"), said);
    assertTrue(said.contains("was GeoLite2 EULA"), said);
    assertFalse(Files.exists(folder.resolve("geo")));
  }

  @Test
  void anNpmThatIsMissingOrOfflineIsToldInASentence() throws IOException {
    assertTrue(failure("install", "--dir", geo()).startsWith("npm is missing: install it"));
    npm("echo 'npm error code ENOTFOUND' >&2; exit 1\n");
    assertEquals(
        "npm cannot fetch @ip-location-db/asn (ENOTFOUND); without a network, give databases with"
            + " --from FILE.mmdb",
        failure("install", "--dir", geo()));
  }

  @Test
  void installsFilesUnderTheNameOfWhatTheyHold() throws IOException {
    Path asns = database("mine.mmdb", Map.of("asn", "AS64500", "as_name", "Home"));
    assertEquals(
        0, run("install", "--dir", geo(), "--from", countries().toString(), asns.toString()));
    assertEquals(0, run("status", "--dir", geo()));
    assertTrue(fake.out().contains("asn.mmdb      Test mine.mmdb       2026-06-17  1"), fake.out());
    assertTrue(fake.out().contains("country.mmdb  Test countries.mmdb  2026-06-17  1"), fake.out());
    try (Stream<Path> files = Files.list(folder.resolve("geo"))) {
      assertEquals(4, files.count(), "databases and what is known of each, nothing else");
    }
  }

  @Test
  void aFileThatIsNoDatabaseLeavesTheInstalledOneInPlace() throws IOException {
    run("install", "--dir", geo(), "--from", countries().toString());
    Path installed = folder.resolve("geo/country.mmdb");
    byte[] before = Files.readAllBytes(installed);
    Path text = Files.writeString(folder.resolve("text.mmdb"), "hello");
    String said = failure("install", "--dir", geo(), "--from", text.toString());
    assertTrue(said.startsWith(text + " is no MaxMind database"), said);
    assertEquals(
        Base64.getEncoder().encodeToString(before),
        Base64.getEncoder().encodeToString(Files.readAllBytes(installed)));
  }

  @Test
  void installsRanges() throws IOException {
    Path list = Files.writeString(folder.resolve("ours.txt"), "5.6.0.0/16\n5.7.0.0/16\n");
    assertEquals(0, run("install", "--dir", geo(), "--ranges", "vpn:acme=" + list));
    assertTrue(fake.out().startsWith("ranges/ours.txt: 2 ranges of 1 network"), fake.out());
    assertEquals(0, run("lookup", "--dir", geo(), "5.6.1.2"));
    assertTrue(fake.out().contains("vpn      acme"), fake.out());
    assertEquals(2, run("install", "--dir", geo(), "--ranges", "cloud:acme=" + list));
  }

  @Test
  void nothingInstalledIsSaid() {
    assertEquals(0, run("status", "--dir", geo()));
    assertTrue(fake.out().startsWith("nothing is installed in " + geo()), fake.out());
  }

  @Test
  void theBuildDayIsInTheVersion() {
    assertEquals(BUILT, InstallCommand.built(VERSION));
    assertEquals(Instant.EPOCH, InstallCommand.built("1.2.3"));
    assertEquals(Instant.EPOCH, InstallCommand.built("1.2.20269999"));
  }
}
