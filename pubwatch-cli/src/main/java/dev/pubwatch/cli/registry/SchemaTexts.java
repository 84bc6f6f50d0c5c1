package dev.pubwatch.cli.registry;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schemas that records of the {@code _schemas} topic hold, for who reads its log as files. */
public final class SchemaTexts {
  private final Map<Integer, String> byId = new HashMap<>();

  /** Takes a record, in the order of the log; one that holds no schema is passed over. */
  public void take(String key, @Nullable String value) {
    try {
      if (LogCodec.read(key, value) instanceof LogEntry.Stored stored) {
        byId.put(stored.schema().id(), stored.schema().text());
      }
    } catch (IllegalArgumentException e) {
      // Of a registry that can do more than ours; its schemas are not the contract's.
    }
  }

  /** The schema of an id as JSON, or null. */
  public @Nullable String text(int id) {
    return byId.get(id);
  }
}
