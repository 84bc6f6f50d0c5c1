package dev.pubwatch.core;

/** Which of the three event streams an event belongs to. */
public enum EventKind {
  PUBLISH,
  TOKEN,
  CI
}
