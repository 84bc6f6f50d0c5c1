package dev.pubwatch.core.baseline;

import org.jspecify.annotations.Nullable;

/**
 * A release version split into numbers, after Semantic Versioning 2.0.0 but lenient: a leading
 * {@code v} and missing parts are accepted.
 *
 * @param pre whether it is a pre-release
 */
record Versions(int major, int minor, int patch, boolean pre) {
  private static final int MAX_PART = 1_000_000_000;

  /** The version's numbers, or null when it has none. */
  static @Nullable Versions parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    int at = text.charAt(0) == 'v' ? 1 : 0;
    int[] parts = {0, 0, 0};
    for (int i = 0; i < 3; i++) {
      int start = at;
      long value = 0;
      while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0 && value < MAX_PART) {
        value = value * 10 + Character.digit(text.charAt(at++), 10);
      }
      if (at == start) {
        return i == 0 ? null : new Versions(parts[0], parts[1], parts[2], true);
      }
      parts[i] = (int) Math.min(value, MAX_PART);
      if (i == 2 || at >= text.length() || text.charAt(at) != '.') {
        break;
      }
      at++;
    }
    boolean build = at < text.length() && text.charAt(at) == '+';
    return new Versions(parts[0], parts[1], parts[2], at < text.length() && !build);
  }

  /** The release line it belongs to: the major version, or 0.minor before 1.0. */
  int line() {
    return major > 0 ? major : -1 - minor;
  }

  boolean isAfter(Versions other) {
    if (major != other.major) {
      return major > other.major;
    }
    return minor != other.minor ? minor > other.minor : patch > other.patch;
  }
}
