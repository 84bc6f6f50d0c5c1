package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times of entries, in the notations that logs use. */
final class EntryTimes {
  /** Smaller numbers are seconds: as milliseconds they would lie before 1973. */
  private static final long FEWEST_MILLIS = 100_000_000_000L;

  private EntryTimes() {}

  /** The time that a node holds, as text or as a number since 1970; null when it holds none. */
  static @Nullable Instant of(JsonNode node) {
    try {
      if (node.isIntegralNumber()) {
        long value = node.asLong();
        return Times.ofEpochMillis("time", value < FEWEST_MILLIS ? value * 1000 : value);
      }
      return node.isTextual() ? Times.parse("time", node.asText()) : null;
    } catch (MalformedException e) {
      return null;
    }
  }
}
