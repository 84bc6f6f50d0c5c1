package dev.pubwatch.core.signal;

/** Signals that move together even in normal traffic; groups are close to independent. */
public enum Group {
  WHO(0),
  WHEN(1),
  STRUCTURE(2),
  CONTENT(3),
  BREADTH(4),
  CREDENTIAL(5),
  CLIENT(6),
  WHERE(7),
  SECRETS(8);

  private final int code;

  Group(int code) {
    this.code = code;
  }

  /** Position in the sum of evidence. */
  public int code() {
    return code;
  }

  /** Whether it compares who used which credential from where, rather than what was done. */
  public boolean isAboutAccess() {
    return this == CREDENTIAL || this == CLIENT || this == WHERE;
  }
}
