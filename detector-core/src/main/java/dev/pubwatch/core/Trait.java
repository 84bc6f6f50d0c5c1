package dev.pubwatch.core;

/** A categorical attribute of an event, judged against the history of one kind of entity. */
public enum Trait {
  PUBLISHER_OF_PROJECT(0),
  PUBLISHER_OF_OWNER(1),
  STEP_OF_PROJECT(2),
  CREDENTIAL_KIND_OF_PROJECT(3),
  CREDENTIAL_OF_PROJECT(4),
  CLIENT_OF_ACTOR(5),
  PREFIX_OF_PROJECT(6),
  ASN_OF_PROJECT(7),
  COUNTRY_OF_PROJECT(8),
  PREFIX_OF_CREDENTIAL(9),
  ASN_OF_CREDENTIAL(10),
  COUNTRY_OF_CREDENTIAL(11),
  CLIENT_OF_CREDENTIAL(12),
  PREFIX_OF_ACTOR(13),
  ASN_OF_ACTOR(14),
  COUNTRY_OF_ACTOR(15),
  WORKFLOW_OF_PROJECT(16),
  EDITOR_OF_PROJECT(17),
  ACTION_OF_ACTOR(18),
  ACTION_OF_CREDENTIAL(19),
  IP_OF_PROJECT(20),
  IP_OF_CREDENTIAL(21),
  IP_OF_ACTOR(22),
  /** Client and runtime on the release line; read by the account's own comparison. */
  TOOLCHAIN_OF_LINE(23),
  PROGRAM_OF_ACTOR(24),
  PROGRAM_OF_CREDENTIAL(25);

  private static final Trait[] BY_CODE = values();

  private final int code;

  Trait(int code) {
    this.code = code;
  }

  /** Number in state and on streams; never reused. */
  public int code() {
    return code;
  }

  static Trait of(int code) {
    return BY_CODE[code];
  }
}
