package dev.pubwatch.core;

/** A quantity of an event, larger being odder, judged against the history of one kind of entity. */
public enum Measure {
  /** Quiet time before this release session, log2 of hours. */
  QUIET_OF_PROJECT(0),
  /** Distinct projects published by the account within ten minutes. */
  PROJECTS_OF_ACTOR_10MIN(1),
  /** Release lines of the project published within an hour. */
  LINES_OF_PROJECT_1H(2),
  /** Quiet time before this workflow edit, log2 of hours. */
  QUIET_OF_WORKFLOWS(3),
  /** Repositories of the owner whose workflows changed within ten minutes. */
  REPOSITORIES_OF_OWNER_10MIN(4),
  /** Quiet time before this use of the credential, log2 of hours. */
  QUIET_OF_CREDENTIAL(5),
  /** Distinct projects touched with the credential within ten minutes. */
  PROJECTS_OF_CREDENTIAL_10MIN(6),
  /** Quiet time of the account, log2 of hours. */
  QUIET_OF_ACTOR(7),
  /** Releases of the project within an hour. */
  RELEASES_OF_PROJECT_1H(8),
  /** Secrets that the workflow change refers to. */
  SECRETS_OF_PROJECT(9),
  /** Rarity of the hour of day in the account's own rhythm, in bits. */
  HOUR_OF_ACTOR(10),
  /** Distinct owners whose projects the account released within ten minutes. */
  OWNERS_OF_ACTOR_10MIN(11),
  /** Distinct tags of the project moved within ten minutes. */
  TAGS_MOVED_OF_PROJECT_10MIN(12);

  private static final Measure[] BY_CODE = values();

  private final int code;

  Measure(int code) {
    this.code = code;
  }

  /** Number in state and on streams; never reused. */
  public int code() {
    return code;
  }

  static Measure of(int code) {
    return BY_CODE[code];
  }
}
