package dev.pubwatch.core;

/** Which of the event streams an event belongs to; a verdict is none, but travels among them. */
public enum EventKind {
  PUBLISH(0),
  TOKEN(1),
  CI(2),
  /** What an analyst said of an alert: see {@link Verdict}. */
  VERDICT(3);

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
