package dev.pubwatch.job.stream;

/**
 * Names and uids of every operator, one string for both: renaming one loses its state. The stages
 * and the judge bring their own.
 */
public final class Uids {
  public static final String KAFKA_SOURCE = "events-from-kafka";
  public static final String FILE_SOURCE = "events-from-files";
  public static final String REJECTED = "rejected-apart";
  public static final String REJECTS_SINK = "rejects-to-kafka";
  public static final String DEDUPLICATE = "deduplicate";
  public static final String ENRICH = "enrich-origin";
  public static final String ALREADY_PUBLISHED = "already-published";
  public static final String ALERTS_SINK = "alerts-sink";
  public static final String SCORES_SINK = "scores-sink";

  private Uids() {}
}
