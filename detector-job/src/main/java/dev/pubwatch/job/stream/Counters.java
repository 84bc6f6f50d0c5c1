package dev.pubwatch.job.stream;

/** Names of the counters of a run, each also a metric of its operator. */
public final class Counters {
  public static final String DUPLICATES = "duplicates";
  public static final String LATE = "late";
  public static final String SCORED = "scored";

  /** Followed by the severity, lower case. */
  public static final String ALERTS_OF_SEVERITY = "alerts.severity.";

  /** Followed by the kind, lower case. */
  public static final String ALERTS_OF_KIND = "alerts.kind.";

  private Counters() {}
}
