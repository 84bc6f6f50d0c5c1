package dev.pubwatch.notify.incident;

/** Where an incident is in its life. */
public enum Status {
  OPEN,
  ACKNOWLEDGED,
  RESOLVED
}
