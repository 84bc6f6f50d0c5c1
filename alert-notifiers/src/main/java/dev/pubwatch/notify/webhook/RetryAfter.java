package dev.pubwatch.notify.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads HTTP's {@code Retry-After}: seconds, or a date. */
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** How long to wait, a day at most; null where the header says nothing that can be read. */
  public static @Nullable Duration read(String header, Instant now) {
    String text = header.strip();
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (digits) {
      return text.length() > MOST_DIGITS
          ? LONGEST
          : bounded(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return bounded(Duration.between(now, date));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
