package dev.pubwatch.notify.incident;

/**
 * Which incident an alert belongs to.
 *
 * @param benign whether an analyst said so of the alert
 */
record Member(String incidentId, boolean benign) {
  static Member parse(String text) {
    return new Member(text.substring(1), text.charAt(0) == '+');
  }

  @Override
  public String toString() {
    return (benign ? '+' : '-') + incidentId;
  }
}
