package dev.pubwatch.formats.json;

import dev.pubwatch.events.Origin;
import dev.pubwatch.formats.Sanitizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in where an event came from. */
public final class Origins {
  /** First product of a user agent: {@code npm/11.1.0 node/…}, {@code [aws-cli/2.15.0 …]}. */
  private static final Pattern PRODUCT =
      Pattern.compile("\\[?([A-Za-z][A-Za-z0-9_.-]{0,40})/v?([0-9][A-Za-z0-9_.+-]{0,40})");

  private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");

  private Origins() {}

  /** Sets the country, in upper case, where the text is a two-letter code. */
  public static void country(Origin origin, @Nullable String code) {
    if (code != null && COUNTRY.matcher(code).matches()) {
      origin.setCountry(code.toUpperCase(Locale.ROOT));
    }
  }

  /** Sets the user agent, and client and version where it names them; null sets nothing. */
  public static void userAgent(Origin origin, @Nullable String userAgent) {
    if (userAgent == null) {
      return;
    }
    String clean = Sanitizer.text(userAgent);
    origin.setUserAgent(clean);
    Matcher product = PRODUCT.matcher(clean);
    if (product.lookingAt()) {
      boolean browser = product.group(1).equalsIgnoreCase("mozilla");
      origin.setClient(browser ? "browser" : product.group(1).toLowerCase(Locale.ROOT));
      origin.setClientVersion(browser ? null : product.group(2));
    }
  }
}
