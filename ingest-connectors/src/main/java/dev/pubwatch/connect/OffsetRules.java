package dev.pubwatch.connect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Which source partitions and offsets make sense. */
final class OffsetRules {
  private static final Set<String> CONTENT_KEYS = Set.of(Content.HEAD, Content.FILE);
  private static final Set<String> FAULT_KEYS = Set.of(Content.FILE, FaultOffset.FAULT);
  private static final String HEAD_PATTERN = "(1|2|4|8|16|32|64|128|256|512|1024):[0-9a-f]{32}";
  private static final List<String> CONTENT_NUMBERS =
      List.of(Position.OFFSET, Position.ORDINAL, Position.LINE, Position.TAIL, Position.COMPLETE);
  private static final List<String> FAULT_NUMBERS = List.of(FaultOffset.SIZE, FaultOffset.MODIFIED);

  private OffsetRules() {}

  static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    boolean fault = partition.containsKey(FaultOffset.FAULT);
    checkPartition(partition, fault);
    if (offset == null) {
      return;
    }
    List<String> numbers = fault ? FAULT_NUMBERS : CONTENT_NUMBERS;
    offset.forEach((key, value) -> checkEntry(key, value, numbers));
    String required = numbers.get(0);
    if (!offset.containsKey(required)) {
      throw new ConnectException("source offset must have %s, was %s".formatted(required, offset));
    }
  }

  private static void checkPartition(Map<String, ?> partition, boolean fault) {
    boolean known = (fault ? FAULT_KEYS : CONTENT_KEYS).containsAll(partition.keySet());
    Object required = partition.get(fault ? Content.FILE : Content.HEAD);
    boolean valid = required instanceof String text && (fault || text.matches(HEAD_PATTERN));
    if (!known || !valid) {
      throw new ConnectException(
          "source partition must be as Connect lists it, {\"head\": \"<length>:<hash>\"} with or"
              + " without \"file\", was "
              + partition);
    }
  }

  private static void checkEntry(String key, @Nullable Object value, List<String> numbers) {
    if (key.equals(Position.PATH)) {
      return;
    }
    if (!numbers.contains(key)) {
      throw new ConnectException(
          "source offset may have %s and path, not %s".formatted(String.join(", ", numbers), key));
    }
    boolean valid =
        (value instanceof Integer || value instanceof Long)
            && value instanceof Number number
            && number.longValue() >= 0;
    if (!valid) {
      throw new ConnectException(
          "source offset's %s must be a whole number of 0 or more, was %s".formatted(key, value));
    }
  }
}
