package dev.pubwatch.core.correlate;

/** The chains that are known, by what completes them: each is compared with its own kind only. */
enum ChainKind {
  /** CI tampered with, then a credential of its runs is used from a new origin. */
  CI_TO_USE(0, 30, 14, 256, "a credential of a repository used from elsewhere after odd CI events"),
  /** CI tampered with, then a package of the repository is published. */
  CI_TO_PUBLISH(1, 30, 14, 256, "a publish after odd CI events in its repository"),
  /** Sign-in from a new origin, then a publish. */
  SIGN_IN_TO_PUBLISH(2, 7, 3, 128, "a publish after a sign-in from a new origin"),
  /** Owner added, who then publishes. */
  OWNER_TO_PUBLISH(3, 7, 7, 32, "a publish by an owner added just before"),
  /** A run failed, was skipped or was deleted, then a release is bound to it. */
  DEAD_RUN_TO_PUBLISH(4, 7, 7, 256, "a publish bound to a run that had not succeeded"),
  /** A release, and then its run fails, is skipped or is deleted. */
  PUBLISH_TO_DEAD_RUN(5, 7, 7, 256, "a publish whose run then failed or was deleted");

  static final int COUNT = values().length;
  private static final ChainKind[] BY_CODE = values();
  private static final long DAY_MILLIS = 86_400_000L;

  private final int code;
  private final long windowMillis;
  private final double halfLifeDays;
  private final double rarest;
  private final String words;

  ChainKind(int code, int windowDays, double halfLifeDays, double rarest, String words) {
    this.code = code;
    this.windowMillis = windowDays * DAY_MILLIS;
    this.halfLifeDays = halfLifeDays;
    this.rarest = rarest;
    this.words = words;
  }

  /** Number in state; never reused. */
  int code() {
    return code;
  }

  static ChainKind of(int code) {
    return BY_CODE[code];
  }

  /** What a publish completes. */
  static ChainKind ofPublish(Chain chain) {
    if (chain.subject.startsWith("ci|")) {
      return CI_TO_PUBLISH;
    }
    return chain.subject.startsWith("login|") ? SIGN_IN_TO_PUBLISH : OWNER_TO_PUBLISH;
  }

  /** How long after its first step a chain can be completed. */
  long windowMillis() {
    return windowMillis;
  }

  /** What is left of a step's evidence after a time: the power to which its e-value is raised. */
  double left(long passedMillis) {
    double days = Math.max(0, passedMillis) / (double) DAY_MILLIS;
    return StrictMath.pow(2, -days / halfLifeDays);
  }

  /**
   * The smallest share of ends that are believed to complete such a chain, however rarely the
   * stream did: owners are added in order to publish, and a source may begin to tell of sign-ins.
   */
  double leastChance() {
    return 1 / rarest;
  }

  /** What completed it, for a person. */
  String words() {
    return words;
  }
}
