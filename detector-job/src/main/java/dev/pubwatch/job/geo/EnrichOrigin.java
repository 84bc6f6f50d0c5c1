package dev.pubwatch.job.geo;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills in what an event's address tells where the source says nothing; overwrites nothing. */
public final class EnrichOrigin extends RichMapFunction<Observation, Observation> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(EnrichOrigin.class);
  private static final String UNKNOWN = "unknown";

  private final GeoFiles files;
  private transient @Nullable Geo geo;

  public EnrichOrigin(GeoFiles files) {
    this.files = files;
  }

  @Override
  public void open(OpenContext context) throws IOException {
    if (!files.isEmpty()) {
      geo = Geo.open(files);
      LOG.info("addresses are looked up in {}", GeoIdentity.of(files));
    }
  }

  @Override
  public Observation map(Observation observation) throws IOException {
    Geo open = geo;
    String ip = observation.event().ip();
    GeoPlace place = open == null || ip == null ? null : open.find(ip);
    if (place == null) {
      return observation;
    }
    Observation filled = new Observation(fill(observation.event(), place));
    if (observation.late()) {
      filled.markLate();
    }
    return filled;
  }

  /** The event with what it lacks. */
  static Event fill(Event e, GeoPlace place) {
    Network network = place.network();
    boolean unknown = e.networkKind().equals(UNKNOWN);
    String kind = unknown && network != null ? network.kind() : e.networkKind();
    String provider = e.ciProvider();
    if (provider == null && network != null && network.kind().equals("ci") && kind.equals("ci")) {
      provider = network.provider();
    }
    return e.withNetwork(
        e.prefix() == null ? place.prefix() : e.prefix(),
        e.asn() < 0 ? place.asn() : e.asn(),
        e.country() == null ? place.country() : e.country(),
        kind,
        provider);
  }

  @Override
  public void close() throws IOException {
    if (geo != null) {
      geo.close();
    }
  }
}
