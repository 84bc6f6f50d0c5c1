package dev.pubwatch.cli.text;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 1d}.
 */
public final class Durations {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final long SECONDS_A_MINUTE = 60;
  private static final long SECONDS_AN_HOUR = 3600;

  private Durations() {}

  /** Reads the short form or ISO-8601 ({@code PT10S}); empty when it is neither, or negative. */
  public static Optional<Duration> parse(String text) {
    String trimmed = text.trim();
    Matcher matcher = SHORT.matcher(trimmed.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      return Optional.of(of(Long.parseLong(matcher.group(1)), matcher.group(2)));
    }
    try {
      return Optional.of(Duration.parse(trimmed)).filter(duration -> !duration.isNegative());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** Reads as a person would say it: {@code 0.4 s}, {@code 12 s}, {@code 3 min 05 s}. */
  public static String humane(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < SECONDS_A_MINUTE) {
      return seconds + " s";
    }
    if (seconds < SECONDS_AN_HOUR) {
      return String.format(
          Locale.ROOT, "%d min %02d s", seconds / SECONDS_A_MINUTE, seconds % SECONDS_A_MINUTE);
    }
    return String.format(
        Locale.ROOT,
        "%d h %02d min",
        seconds / SECONDS_AN_HOUR,
        seconds % SECONDS_AN_HOUR / SECONDS_A_MINUTE);
  }

  /** The shortest exact short form: {@code 10s}, {@code 5m}, {@code 1500ms}. */
  public static String brief(Duration duration) {
    if (duration.toMillisPart() != 0 || duration.isZero()) {
      return duration.toMillis() + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds % SECONDS_AN_HOUR == 0) {
      return seconds / SECONDS_AN_HOUR + "h";
    }
    return seconds % SECONDS_A_MINUTE == 0 ? seconds / SECONDS_A_MINUTE + "m" : seconds + "s";
  }
}
