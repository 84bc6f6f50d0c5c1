package dev.pubwatch.job.replay;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Builds one flat JSON object, fields in the order in which they are added. */
final class JsonLine {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final long MICRO = 1_000_000;

  private final StringBuilder text = new StringBuilder(192).append('{');

  JsonLine add(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      text.append("null");
    } else {
      text.append('"');
      JsonStringEncoder.getInstance().quoteAsString(value, text);
      text.append('"');
    }
    return this;
  }

  JsonLine add(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  JsonLine addTime(String name, long epochMillis) {
    return add(name, MILLIS.format(Instant.ofEpochMilli(epochMillis)));
  }

  /** A number of 0 or more with six decimals, the same on every machine. */
  JsonLine addDecimal(String name, double value) {
    name(name);
    long micros = Math.round(value * MICRO);
    String fraction = Long.toString(MICRO + micros % MICRO).substring(1);
    text.append(micros / MICRO).append('.').append(fraction);
    return this;
  }

  private void name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append('"').append(name).append("\":");
  }

  /** The object, without a line end. */
  String end() {
    return text.append('}').toString();
  }
}
