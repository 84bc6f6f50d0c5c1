package dev.pubwatch.notify.incident;

import dev.pubwatch.events.VerdictKind;

/**
 * Which incident an alert belongs to.
 *
 * @param verdict what an analyst said of the alert: benign, confirmed, or unknown for nothing
 */
record Member(String incidentId, VerdictKind verdict) {
  private static final char BENIGN = '+';
  private static final char CONFIRMED = '!';
  private static final char NOTHING = '-';

  static Member parse(String text) {
    VerdictKind verdict =
        switch (text.charAt(0)) {
          case BENIGN -> VerdictKind.benign;
          case CONFIRMED -> VerdictKind.confirmed;
          default -> VerdictKind.unknown;
        };
    return new Member(text.substring(1), verdict);
  }

  @Override
  public String toString() {
    char sign =
        switch (verdict) {
          case benign -> BENIGN;
          case confirmed -> CONFIRMED;
          case withdrawn, unknown -> NOTHING;
        };
    return sign + incidentId;
  }
}
