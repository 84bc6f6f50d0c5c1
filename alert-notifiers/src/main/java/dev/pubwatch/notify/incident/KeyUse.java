package dev.pubwatch.notify.incident;

/**
 * Which incident a key last led to.
 *
 * @param lastMillis event time of its newest alert with the key
 */
record KeyUse(String incidentId, long lastMillis) {
  static KeyUse parse(String text) {
    int space = text.indexOf(' ');
    return new KeyUse(text.substring(space + 1), Long.parseLong(text.substring(0, space)));
  }

  @Override
  public String toString() {
    return lastMillis + " " + incidentId;
  }
}
