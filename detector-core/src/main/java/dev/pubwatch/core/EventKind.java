package dev.pubwatch.core;

/** Which of the three event streams an event belongs to. */
public enum EventKind {
  PUBLISH(0),
  TOKEN(1),
  CI(2);

  private static final EventKind[] BY_CODE = values();

  private final int code;

  EventKind(int code) {
    this.code = code;
  }

  /** Number in state and on streams; never reused. */
  public int code() {
    return code;
  }

  static EventKind of(int code) {
    return BY_CODE[code];
  }
}
