package dev.pubwatch.formats;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the timestamps that sources write, and writes the one form that we write. */
public final class Times {
  /** 9999-12-31T23:59:59.999Z: what four digits of a year can hold. */
  private static final long MAX_EPOCH_MILLIS = 253_402_300_799_999L;

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[T ](\\d\\d):(\\d\\d):(\\d\\d)(?:[.,]?(\\d{1,9}))?"
              + "\\s?(Z|UTC|[+-]\\d\\d(?::?\\d\\d)?)?",
          Pattern.CASE_INSENSITIVE);

  private Times() {}

  /**
   * Reads ISO-8601 with any offset, {@code T} or a space between date and time, a point or a comma
   * or nothing before the fraction. Without an offset the time is UTC. Digits below a millisecond
   * are dropped.
   *
   * @throws MalformedException naming {@code field} when it is no such time or before 1970
   */
  public static Instant parse(String field, String text) throws MalformedException {
    Matcher m = ISO.matcher(text);
    if (text.length() > 64 || !m.matches()) {
      throw malformed(field, text);
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              digits(m, 1), digits(m, 2), digits(m, 3), digits(m, 4), digits(m, 5), digits(m, 6));
      long millis =
          (local.toEpochSecond(ZoneOffset.UTC) - offsetSeconds(m.group(8))) * 1000
              + fractionMillis(m.group(7));
      return ofEpochMillis(field, millis);
    } catch (DateTimeException e) {
      throw malformed(field, text);
    }
  }

  /**
   * A time from its distance to 1970.
   *
   * @throws MalformedException naming {@code field} when outside 1970 to 9999
   */
  public static Instant ofEpochMillis(String field, long millis) throws MalformedException {
    if (millis < 0 || millis > MAX_EPOCH_MILLIS) {
      throw new MalformedException(
          field + " must lie between 1970 and 9999, was " + millis + " ms from 1970");
    }
    return Instant.ofEpochMilli(millis);
  }

  /** ISO-8601 UTC with milliseconds, always 24 characters. */
  public static String format(Instant time) {
    LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(24);
    pad(out, utc.getYear(), 4).append('-');
    pad(out, utc.getMonthValue(), 2).append('-');
    pad(out, utc.getDayOfMonth(), 2).append('T');
    pad(out, utc.getHour(), 2).append(':');
    pad(out, utc.getMinute(), 2).append(':');
    pad(out, utc.getSecond(), 2).append('.');
    return pad(out, utc.getNano() / 1_000_000, 3).append('Z').toString();
  }

  private static StringBuilder pad(StringBuilder out, int value, int width) {
    String digits = Integer.toString(value);
    for (int i = digits.length(); i < width; i++) {
      out.append('0');
    }
    return out.append(digits);
  }

  private static int digits(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }

  private static int fractionMillis(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00").substring(0, 3));
  }

  /** Offsets of up to a day: git allows more than any time zone has. */
  private static long offsetSeconds(@Nullable String zone) {
    if (zone == null || zone.equalsIgnoreCase("Z") || zone.equalsIgnoreCase("UTC")) {
      return 0;
    }
    int hours = Integer.parseInt(zone.substring(1, 3));
    int minutes = zone.length() > 3 ? Integer.parseInt(zone.substring(zone.length() - 2)) : 0;
    if (hours > 23 || minutes > 59) {
      throw new DateTimeException(zone);
    }
    return (zone.charAt(0) == '-' ? -60L : 60L) * (hours * 60L + minutes);
  }

  private static MalformedException malformed(String field, String text) {
    return new MalformedException(
        field
            + " must be an ISO-8601 time such as 2026-01-31T12:00:00.000Z, was "
            + Text.show(text));
  }
}
