package dev.pubwatch.notify;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a channel may be called.
 *
 * @param perSecond on average
 * @param burst how many at once after a rest
 */
public record Rate(double perSecond, int burst) {
  /** One a second as chat services allow for a channel, ten after a rest. */
  public static final Rate DEFAULT = new Rate(1, 10);

  /** As fast as it goes. */
  public static final Rate UNLIMITED = new Rate(1e9, Integer.MAX_VALUE);

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})/(s|m|h)");

  public Rate {
    if (!(perSecond > 0) || burst < 1) {
      throw new IllegalArgumentException(
          "a rate must be above 0 and its burst 1 or more, was %s and %d"
              .formatted(perSecond, burst));
    }
  }

  /**
   * Reads {@code 30/m}: that many a second, minute or hour, a sixth of them at once.
   *
   * @throws IllegalArgumentException if it is no rate
   */
  public static Rate parse(String text) {
    Matcher parts = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    int count = parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
    if (count == 0) {
      throw new IllegalArgumentException("must be a rate such as 30/m, was " + text);
    }
    double seconds = parts.group(2).equals("s") ? 1 : parts.group(2).equals("m") ? 60 : 3600;
    return new Rate(count / seconds, Math.max(1, count / 6));
  }
}
