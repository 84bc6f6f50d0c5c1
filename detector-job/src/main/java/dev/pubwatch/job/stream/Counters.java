package dev.pubwatch.job.stream;

/** Names of the counters of a run, each also a metric of its operator. */
public final class Counters {
  public static final String DUPLICATES = "duplicates";
  public static final String LATE = "late";
  public static final String SCORED = "scored";

  /** Verdicts on their way, one a subject. */
  public static final String VERDICTS = "verdicts";

  /** Baselines that a verdict changed or had something to say about. */
  public static final String VERDICTS_HEEDED = "verdicts.heeded";

  /** Baselines that a verdict had nothing to say about, or that do not exist. */
  public static final String VERDICTS_WITHOUT_EFFECT = "verdicts.withoutEffect";

  /** Followed by the severity, lower case. */
  public static final String ALERTS_OF_SEVERITY = "alerts.severity.";

  /** Followed by the kind, lower case. */
  public static final String ALERTS_OF_KIND = "alerts.kind.";

  private Counters() {}
}
