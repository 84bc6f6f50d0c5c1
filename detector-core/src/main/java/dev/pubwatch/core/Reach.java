package dev.pubwatch.core;

/** What an entity was seen to hold the keys of, carried along for the blast radius of an alert. */
public enum Reach {
  /** Projects that the credential was used on. */
  PROJECTS_OF_CREDENTIAL(0),
  /** Projects that the account acted on. */
  PROJECTS_OF_ACTOR(1),
  /** Credentials that the account used. */
  CREDENTIALS_OF_ACTOR(2),
  /** Credentials that the project was released with. */
  CREDENTIALS_OF_PROJECT(3);

  private static final Reach[] BY_CODE = values();

  private final int code;

  Reach(int code) {
    this.code = code;
  }

  /** Number on streams; never reused. */
  public int code() {
    return code;
  }

  static Reach of(int code) {
    return BY_CODE[code];
  }
}
