package dev.pubwatch.cli.simulate.world;

import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;

/** Takes events in the order in which a log delivers them. */
@FunctionalInterface
public interface Sink {
  /** Takes one; {@code role} says what it is in a scenario. */
  void accept(SpecificRecord event, Role role) throws IOException;
}
