package dev.pubwatch.core;

/** Something an entity either did not do before or stopped doing: a yes/no that can turn. */
public enum Switch {
  INSTALL_SCRIPT_ADDED(0),
  PROVENANCE_DROPPED(1),
  CREDENTIAL_DOWNGRADED(2),
  NEW_EGRESS_HOST(3),
  BEGINS_TO_SEND_SECRETS(4),
  WORKFLOW_CREATED(5),
  NEW_DEPENDENCY_IN_PATCH(6),
  ACTOR_FIRST_SEEN(7),
  MAINTAINERS_CHANGED(8),
  USED_AFTER_EXPOSURE(9),
  CREDENTIAL_JUST_CREATED(10),
  PUBLISHED_WITHOUT_RUN(11),
  OLD_CREDENTIAL_FIRST_USED(12),
  RUN_DELETED(13),
  RUN_DELETED_BY_ACTOR(14),
  TAG_MOVED(15),
  TAG_MOVED_BY_ACTOR(16),
  PULL_REQUEST_AT_ONCE(17),
  PUBLISHED_BY_NEW_OWNER(18),
  CLIENT_STEPPED_BACK(19),
  /** A workflow that sends secrets names a host that the repository never named. */
  SECRETS_TO_NEW_HOST(20),
  /** New to this project as it was to another one that it released just before. */
  NEW_TO_ONE_AFTER_ANOTHER(21),
  /** A run of a stranger's request wrote a cache that runs of the main branch read. */
  CACHE_SAVED_BY_REQUEST(22);

  private static final Switch[] BY_CODE = values();

  private final int code;

  Switch(int code) {
    this.code = code;
  }

  /** Number in state and on streams; never reused. */
  public int code() {
    return code;
  }

  static Switch of(int code) {
    return BY_CODE[code];
  }
}
