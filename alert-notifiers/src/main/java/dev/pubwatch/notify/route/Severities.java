package dev.pubwatch.notify.route;

import dev.pubwatch.events.Severity;

/** The order of severities. One that this release does not know counts as high: it must be read. */
public final class Severities {
  private Severities() {}

  public static boolean below(Severity severity, Severity other) {
    return rank(severity) < rank(other);
  }

  /** The higher one; of equals the first. */
  public static Severity higher(Severity a, Severity b) {
    return below(a, b) ? b : a;
  }

  /** 0 for information, 4 for critical. */
  public static int rank(Severity severity) {
    return switch (severity) {
      case info -> 0;
      case low -> 1;
      case medium -> 2;
      case high, unknown -> 3;
      case critical -> 4;
    };
  }
}
