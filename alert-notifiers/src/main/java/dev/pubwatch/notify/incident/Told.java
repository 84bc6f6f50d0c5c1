package dev.pubwatch.notify.incident;

/**
 * That a channel was told of an incident.
 *
 * @param route that chose it
 * @param updateDueMillis when it is told what changed since; 0 when nothing did
 */
record Told(String route, long updateDueMillis) {
  Told updated() {
    return new Told(route, 0);
  }

  /** The earlier of two times holds. */
  Told changed(long dueMillis) {
    return updateDueMillis == 0 || dueMillis < updateDueMillis ? new Told(route, dueMillis) : this;
  }

  boolean isDue(long nowMillis) {
    return updateDueMillis != 0 && updateDueMillis <= nowMillis;
  }
}
