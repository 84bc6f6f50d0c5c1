package dev.pubwatch.cli.geo;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An open database that is published as an npm package; its newest version is taken.
 *
 * @param packageName of the registry
 * @param files names within the package: one database, or texts that one is written from
 * @param licence SPDX id of the licence that the package had when it was chosen
 * @param attribution what the licence asks to be told
 */
record OpenData(String packageName, List<String> files, String licence, String attribution) {
  /** Ranges as text. */
  static final OpenData ASN =
      new OpenData(
          "@ip-location-db/asn",
          List.of("asn-ipv4.csv", "asn-ipv6.csv"),
          "CC-BY-4.0",
          "Data of routeviews.org, nro.net and IP Geolocation by DB-IP (https://db-ip.com), merged"
              + " by ip-location-db");

  static final OpenData COUNTRY =
      new OpenData(
          "@ip-location-db/geo-whois-asn-country-mmdb",
          List.of("geo-whois-asn-country.mmdb"),
          "CC0-1.0",
          "Data of nro.net and the registries' whois, merged by ip-location-db");

  static final List<OpenData> ALL = List.of(ASN, COUNTRY);

  /** No database under other terms is fetched for anybody. */
  private static final Pattern OPEN = Pattern.compile("\\b(CC0-1\\.0|PDDL-1\\.0|CC-BY-4\\.0)\\b");

  /** Whether the files are text that a database is written from. */
  boolean isText() {
    return files.get(0).endsWith(".csv");
  }

  /** Whether a licence that a package states is still an open one. */
  static boolean isOpen(String stated) {
    return OPEN.matcher(stated).find();
  }
}
