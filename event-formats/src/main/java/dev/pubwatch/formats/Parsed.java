package dev.pubwatch.formats;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What a raw record turned out to be. */
public sealed interface Parsed {

  /**
   * Canonical events: {@code PublishEvent}, {@code TokenEvent}, {@code CiEvent}, and from {@code
   * secret-scanning} {@code Exposure}, which goes to its own topic; empty when the record is
   * understood and holds nothing of interest (a pull of an image layer, a health check).
   */
  record Events(List<SpecificRecord> events) implements Parsed {
    public Events {
      events = List.copyOf(events);
    }
  }

  /** A record that could not be read. The reason names what was expected and what came. */
  record Reject(String reason) implements Parsed {}

  static Parsed of(SpecificRecord event) {
    return new Events(List.of(event));
  }

  static Parsed nothing() {
    return new Events(List.of());
  }
}
