package dev.pubwatch.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** Which schemas may follow which in a subject. Names and meaning are the registry API's. */
public enum Compatibility {
  /** Anything may follow. */
  NONE(false, false, false),
  /** A reader of the new schema reads what the last one wrote. */
  BACKWARD(true, false, false),
  /** A reader of the new schema reads what any earlier one wrote. */
  BACKWARD_TRANSITIVE(true, false, true),
  /** A reader of the last schema reads what the new one writes. */
  FORWARD(false, true, false),
  /** A reader of any earlier schema reads what the new one writes. */
  FORWARD_TRANSITIVE(false, true, true),
  /** Both ways with the last schema. */
  FULL(true, true, false),
  /** Both ways with every earlier schema. */
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  Compatibility(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  /**
   * Why {@code candidate} may not follow {@code earlier}.
   *
   * @param earlier the schemas before it, oldest first
   * @return one line for each fault; empty when it may
   */
  public List<String> violations(Schema candidate, List<Schema> earlier) {
    List<String> faults = new ArrayList<>();
    int from = transitive ? 0 : Math.max(0, earlier.size() - 1);
    for (Schema old : earlier.subList(from, earlier.size())) {
      if (backward) {
        addFaults(faults, "the new schema cannot read the old one's records", candidate, old);
      }
      if (forward) {
        addFaults(faults, "the old schema cannot read the new one's records", old, candidate);
      }
    }
    return List.copyOf(faults);
  }

  private static void addFaults(List<String> faults, String what, Schema reader, Schema writer) {
    SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    for (Incompatibility fault : pair.getResult().getIncompatibilities()) {
      faults.add(
          "%s: %s at %s: %s"
              .formatted(what, fault.getType(), fault.getLocation(), fault.getMessage()));
    }
  }
}
