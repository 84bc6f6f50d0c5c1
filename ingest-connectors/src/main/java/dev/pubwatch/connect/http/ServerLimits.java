package dev.pubwatch.connect.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of its limits: {@code Retry-After} (RFC 9110) and the headers that GitHub,
 * Okta, GitLab and Docker Hub use, {@code X-RateLimit-Remaining} with {@code -Reset} in seconds
 * since 1970 and their other spellings.
 */
final class ServerLimits {
  /** Longest time that a server may make a task wait. */
  static final Duration MOST = Duration.ofHours(2);

  /** Lower resets are seconds from now, as the IETF's draft of RateLimit has them. */
  private static final long OLDEST_EPOCH_SECOND = 1_000_000_000;

  private static final List<String> PREFIXES =
      List.of("x-ratelimit-", "x-rate-limit-", "ratelimit-");

  private ServerLimits() {}

  /** How long to wait before the next request; null when the server does not say. */
  static @Nullable Duration waitTime(HttpHeaders headers, Instant now) {
    Duration wait = retryAfter(headers, now);
    for (String prefix : PREFIXES) {
      if (wait == null && number(headers, prefix + "remaining") == 0) {
        wait = untilReset(number(headers, prefix + "reset"), now);
      }
    }
    return wait == null ? null : bounded(wait);
  }

  private static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
    Optional<String> value = headers.firstValue("retry-after");
    long seconds = number(headers, "retry-after");
    if (value.isEmpty() || seconds >= 0) {
      return value.isEmpty() ? null : Duration.ofSeconds(seconds);
    }
    try {
      return Duration.between(
          now, ZonedDateTime.parse(value.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Duration untilReset(long reset, Instant now) {
    if (reset < 0) {
      return null;
    }
    return reset < OLDEST_EPOCH_SECOND
        ? Duration.ofSeconds(reset)
        : Duration.between(now, Instant.ofEpochSecond(reset)).plusSeconds(1);
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(MOST) > 0 ? MOST : wait;
  }

  /** A header's whole number, at most eleven digits; -1 when there is none. */
  private static long number(HttpHeaders headers, String name) {
    String value = headers.firstValue(name).orElse("");
    return value.matches("[0-9]{1,11}") ? Long.parseLong(value) : -1;
  }
}
