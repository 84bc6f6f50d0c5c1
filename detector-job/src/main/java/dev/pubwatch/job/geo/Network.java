package dev.pubwatch.job.geo;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whose network a published range is.
 *
 * @param kind one of {@link #KINDS}
 * @param provider lower case, for example {@code github-actions}
 */
public record Network(String kind, String provider) {
  /** Kinds of networks of the contract; where ranges of equal length meet, the first one counts. */
  public static final List<String> KINDS = List.of("ci", "tor", "vpn", "mobile", "hosting", "isp");

  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  public Network {
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException(
          "kind must be one of " + String.join(", ", KINDS) + ", was " + kind);
    }
    if (!PROVIDER.matcher(provider).matches()) {
      throw new IllegalArgumentException(
          "provider must be lower-case letters, digits, dots and dashes, at most 63, was "
              + provider);
    }
  }
}
