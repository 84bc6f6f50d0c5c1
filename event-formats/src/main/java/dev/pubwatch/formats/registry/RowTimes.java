package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Text;
import dev.pubwatch.formats.Times;
import dev.pubwatch.formats.json.JsonFields;
import java.time.Instant;

/** Times in a database's rows: text, or the numbers that change data capture makes of them. */
final class RowTimes {
  /** Above this a number counts microseconds: 1e14 ms would be the year 5138. */
  private static final long MICROS_FROM = 100_000_000_000_000L;

  private RowTimes() {}

  /** Text without a zone is UTC; numbers are milliseconds or microseconds from 1970. */
  static Instant required(JsonFields in, String name) throws MalformedException {
    JsonNode value = in.raw(name);
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      long number = value.longValue();
      return Times.ofEpochMillis(name, number >= MICROS_FROM ? number / 1000 : number);
    }
    if (value.isTextual()) {
      return Times.parse(name, value.textValue());
    }
    throw new MalformedException(
        name
            + " must be a time, was "
            + Text.show(value.isMissingNode() ? "missing" : value.toString()));
  }
}
