package dev.pubwatch.core.judge;

import dev.pubwatch.core.Event;

/**
 * Kinds of events that are compared with each other only: a plain commit says nothing of how often
 * workflows change.
 */
enum StreamClass {
  PUBLISH(0),
  TOKEN(1),
  WORKFLOW(2),
  OTHER_CI(3);

  static final int COUNT = 4;

  private final int code;

  StreamClass(int code) {
    this.code = code;
  }

  /** Position in the judge's state; never reused. */
  int code() {
    return code;
  }

  static StreamClass of(Event e) {
    return switch (e.kind()) {
      case PUBLISH -> PUBLISH;
      case TOKEN, VERDICT -> TOKEN;
      case CI -> e.action().startsWith("workflow:") ? WORKFLOW : OTHER_CI;
    };
  }
}
