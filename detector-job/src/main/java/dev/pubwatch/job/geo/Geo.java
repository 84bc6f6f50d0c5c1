package dev.pubwatch.job.geo;

import dev.pubwatch.job.geo.NetworkRanges.Range;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks addresses up; the same files give the same answers. For one thread. */
public final class Geo implements Closeable {
  private static final int REMEMBERED = 4096;

  private final List<GeoDatabase> databases = new ArrayList<>();
  private final NetworkRanges ranges;
  private final Map<String, GeoPlace> recent =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, GeoPlace> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Geo(NetworkRanges ranges) {
    this.ranges = ranges;
  }

  /**
   * Opens files.
   *
   * @throws GeoException naming the one that cannot be used
   */
  public static Geo open(GeoFiles files) throws GeoException {
    List<Range> all = new ArrayList<>();
    for (String file : files.ranges()) {
      all.addAll(RangeFile.read(Path.of(file), null));
      if (all.size() > NetworkRanges.MAX_BLOCKS) {
        throw new GeoException(
            "the files of ranges must hold at most %d in all, %s is one too many"
                .formatted(NetworkRanges.MAX_BLOCKS, file));
      }
    }
    Geo geo = new Geo(new NetworkRanges(all));
    for (String file : files.databases()) {
      geo.databases.add(GeoDatabase.open(Path.of(file)));
    }
    return geo;
  }

  /** What is known of an address; null when it is none, or private or reserved. */
  public @Nullable GeoPlace find(String ip) throws GeoException {
    GeoPlace known = recent.get(ip);
    if (known != null) {
      return known;
    }
    IpAddress address = IpAddress.parse(ip);
    if (address == null || !address.isPublic()) {
      return null;
    }
    GeoPlace found = look(address);
    recent.put(ip, found);
    return found;
  }

  private GeoPlace look(IpAddress address) throws GeoException {
    long asn = -1;
    String organisation = null;
    String country = null;
    InetAddress inet = address.toInetAddress();
    for (GeoDatabase database : databases) {
      Map<?, ?> record = database.find(inet);
      if (record != null) {
        if (asn < 0) {
          asn = GeoDatabase.asn(record);
          organisation = asn < 0 ? null : GeoDatabase.organisation(record);
        }
        country = country == null ? GeoDatabase.country(record) : country;
      }
    }
    return new GeoPlace(address.prefix(), asn, organisation, country, ranges.find(address));
  }

  @Override
  public void close() throws IOException {
    for (GeoDatabase database : databases) {
      database.close();
    }
  }
}
