package dev.pubwatch.job.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One MaxMind database of ASNs or countries, whatever its makers call the fields. */
public final class GeoDatabase implements Closeable {
  /** GeoLite2 and DB-IP; IPinfo; others. */
  private static final List<String> NUMBERS =
      List.of("autonomous_system_number", "asn", "as_number");

  private static final List<String> ORGANISATIONS =
      List.of("autonomous_system_organization", "as_name", "as_organization", "as_org", "name");

  private static final List<String> COUNTRIES =
      List.of("country_code", "country", "country_iso_code", "registered_country");

  private static final long MAX_ASN = 0xffffffffL;
  private static final int MAX_ORGANISATION = 200;

  private final Path file;
  private final Reader reader;

  private GeoDatabase(Path file, Reader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @throws GeoException when it is no MaxMind database
   */
  public static GeoDatabase open(Path file) throws GeoException {
    try {
      return new GeoDatabase(
          file, new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED, new CHMCache()));
    } catch (IOException | RuntimeException e) {
      throw new GeoException(file + " is no MaxMind database: " + e.getMessage(), e);
    }
  }

  /**
   * What reading a whole database found.
   *
   * @param networks that it holds
   * @param asns of them, with an ASN
   * @param countries of them, with a country
   */
  public record Contents(long networks, long asns, long countries) {}

  /** What it calls itself. */
  public String type() {
    return reader.getMetadata().databaseType();
  }

  public Instant built() {
    return reader.getMetadata().buildTime();
  }

  /**
   * Reads every record.
   *
   * @throws GeoException when one is damaged, or none has an ASN or a country
   */
  public Contents check() throws GeoException {
    long networks = 0;
    long asns = 0;
    long countries = 0;
    TreeSet<String> fields = new TreeSet<>();
    try {
      Networks<Map<?, ?>> all = all();
      for (Iterator<DatabaseRecord<Map<?, ?>>> i = all; i.hasNext(); ) {
        Map<?, ?> record = i.next().data();
        networks++;
        asns += record != null && asn(record) >= 0 ? 1 : 0;
        countries += record != null && country(record) != null ? 1 : 0;
        if (networks == 1 && record != null) {
          record.keySet().forEach(key -> fields.add(String.valueOf(key)));
        }
      }
    } catch (IOException | InvalidNetworkException | RuntimeException e) {
      throw new GeoException(file + " is damaged: " + e.getMessage(), e);
    }
    if (asns + countries == 0) {
      throw new GeoException(
          "%s must be a database of ASNs or countries, was %s with fields %s"
              .formatted(file, type(), fields));
    }
    return new Contents(networks, asns, countries);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the reader gives any map it is asked for
  private Networks<Map<?, ?>> all() throws IOException, InvalidNetworkException {
    return (Networks) reader.networks(false, Map.class);
  }

  /** The record of an address, null when it has none. */
  @Nullable Map<?, ?> find(InetAddress address) throws GeoException {
    if (address instanceof Inet6Address && reader.getMetadata().ipVersion() == 4) {
      return null;
    }
    try {
      return reader.get(address, Map.class);
    } catch (IOException | RuntimeException e) {
      throw new GeoException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  /** The ASN of a record, -1 when it has none. */
  static long asn(Map<?, ?> record) {
    for (String field : NUMBERS) {
      long asn = number(record.get(field));
      if (asn > 0 && asn <= MAX_ASN) {
        return asn;
      }
    }
    return -1;
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    String text = value instanceof String s ? s.toUpperCase(Locale.ROOT) : "";
    String digits = text.startsWith("AS") ? text.substring(2) : text;
    return digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : -1;
  }

  static @Nullable String organisation(Map<?, ?> record) {
    for (String field : ORGANISATIONS) {
      if (record.get(field) instanceof String name && !name.isBlank()) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.substring(0, Math.min(MAX_ORGANISATION, clean.length()));
      }
    }
    return null;
  }

  /** The country of a record in upper case, null when it has none. */
  static @Nullable String country(Map<?, ?> record) {
    for (String field : COUNTRIES) {
      Object value = record.get(field);
      Object code = value instanceof Map<?, ?> nested ? nested.get("iso_code") : value;
      if (code instanceof String text && text.matches("[A-Za-z]{2}")) {
        String country = text.toUpperCase(Locale.ROOT);
        return country.equals("ZZ") ? null : country; // ZZ: unassigned
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
