package dev.pubwatch.notify.safe;

import java.util.Locale;
import java.util.Map;

/**
 * What a receiver answered.
 *
 * @param headers by lower-case name
 * @param body its beginning, if it is long
 */
public record Answer(int status, Map<String, String> headers, String body) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** 200 to 299. */
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** The header's value, empty where it is missing. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
