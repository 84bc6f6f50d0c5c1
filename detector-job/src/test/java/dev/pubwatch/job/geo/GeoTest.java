package dev.pubwatch.job.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoTest {
  @TempDir Path folder;

  private GeoFiles files() throws IOException {
    Path ranges = Files.createDirectories(folder.resolve(GeoFiles.RANGES));
    Files.writeString(
        ranges.resolve("ours.txt"),
        "5.6.0.0/16 hosting cloud\n5.6.7.0/24 ci runners # nested\n2a00::/32 vpn tunnel\n");
    Fixtures.asns(folder);
    Fixtures.countries(folder);
    return GeoFiles.in(folder);
  }

  private @Nullable GeoPlace find(String ip) throws IOException {
    try (Geo geo = Geo.open(files())) {
      GeoPlace first = geo.find(ip);
      assertEquals(first, geo.find(ip), "remembered");
      return first;
    }
  }

  @Test
  void knowsWhatTheFilesKnow() throws IOException {
    Network cloud = new Network("hosting", "cloud");
    Network runners = new Network("ci", "runners");
    assertEquals(new GeoPlace("5.6.1.0/24", 64_500, "Home", "NL", cloud), find("5.6.1.2"));
    assertEquals(new GeoPlace("5.6.7.0/24", 64_500, "Home", "NL", runners), find("5.6.7.255"));
    assertEquals(new GeoPlace("5.6.200.0/24", 64_500, "Home", "DE", cloud), find("5.6.200.1"));
    assertEquals(new GeoPlace("5.7.3.0/24", 64_501, "Café?", "DE", null), find("5.7.3.4"));
    assertEquals(new GeoPlace("9.9.9.0/24", -1, null, null, null), find("9.9.9.9"));
  }

  @Test
  void ipv6AndIpv4MappedIntoIt() throws IOException {
    Network tunnel = new Network("vpn", "tunnel");
    assertEquals(new GeoPlace("2a00:0:0::/48", 64_502, null, "FR", tunnel), find("2a00::1"));
    assertEquals(new GeoPlace("2a00:1:2::/48", 64_502, null, null, null), find("2a00:1:2::3"));
    assertEquals(find("5.6.1.2"), find("::ffff:5.6.1.2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "127.0.0.1",
        "192.168.0.1",
        "172.31.255.255",
        "100.64.0.1",
        "169.254.1.1",
        "203.0.113.9",
        "224.0.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "::1",
        "fe80::1",
        "fd00::1",
        "2001:db8::1",
        "::ffff:10.1.2.3",
        "localhost",
        "",
        "5.6.1",
        "5.6.1.2.3",
        "no address"
      })
  void privateReservedAndNoAddressAreNowhere(String ip) throws IOException {
    assertNull(find(ip));
  }

  @Test
  void aSourcesOwnWordIsNeverOverwritten() {
    Event bare = Event.builder("e", EventKind.TOKEN, "npm", 0, "token:use").ip("5.6.7.8").build();
    GeoPlace place = new GeoPlace("5.6.7.0/24", 64_500, "Home", "NL", new Network("ci", "runners"));
    Event filled = EnrichOrigin.fill(bare, place);
    assertEquals(bare.withNetwork("5.6.7.0/24", 64_500, "NL", "ci", "runners"), filled);
    Event told = bare.withNetwork("5.6.0.0/16", 1, "XX", "isp", null);
    assertEquals(told, EnrichOrigin.fill(told, place));
    Event ci = bare.withNetwork(null, Event.UNKNOWN, null, "ci", null);
    assertEquals("runners", EnrichOrigin.fill(ci, place).ciProvider());
  }

  @Test
  void identityChangesWithTheData() throws IOException {
    GeoFiles files = files();
    String before = GeoIdentity.of(files);
    assertTrue(before.startsWith("Test ASN of 2026-06-17 ("), before);
    assertEquals(before, GeoIdentity.of(files()));
    Files.writeString(Path.of(files.ranges().get(0)), "5.6.0.0/16 hosting other\n");
    assertTrue(!before.equals(GeoIdentity.of(files)));
    assertEquals("none", GeoIdentity.of(GeoFiles.NONE));
    assertEquals(GeoFiles.NONE, GeoFiles.in(folder.resolve("absent")));
  }

  @Test
  void whatCannotBeUsedIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mmdb"), "hello");
    GeoException fault = assertThrows(GeoException.class, () -> GeoDatabase.open(text));
    String why = String.valueOf(fault.getMessage());
    assertTrue(why.startsWith(text + " is no MaxMind database"), why);
    MmdbWriter writer = new MmdbWriter();
    writer.add("5.6.0.0", "5.6.0.255", Map.of("colour", "blue"));
    Path colours = Fixtures.write(writer, folder.resolve("colours.mmdb"), "Colours");
    try (GeoDatabase database = GeoDatabase.open(colours)) {
      String said = String.valueOf(assertThrows(GeoException.class, database::check).getMessage());
      assertTrue(said.endsWith("was Colours with fields [colour]"), said);
    }
  }

  @Test
  void countsWhatADatabaseHolds() throws IOException {
    try (GeoDatabase database = GeoDatabase.open(Fixtures.asns(folder))) {
      GeoDatabase.Contents contents = database.check();
      assertEquals(new GeoDatabase.Contents(3, 3, 0), contents);
      assertEquals("Test ASN", database.type());
      assertEquals(Fixtures.BUILT, database.built());
    }
  }

  @Test
  void rangesOutOfOrderAreRefused() {
    MmdbWriter writer = new MmdbWriter();
    for (List<String> range : List.of(List.of("5.6.0.9", "5.6.0.1"), List.of("5.6.0.1", "::1"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.add(range.get(0), range.get(1), Map.of("asn", 1L)));
    }
  }
}
