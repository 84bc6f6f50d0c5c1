package dev.pubwatch.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not normal, or a revision of it. Field meanings are those of the contract;
 * times are epoch milliseconds of event time.
 */
public record Alert(
    String alertId,
    int revision,
    Status status,
    Kind kind,
    Severity severity,
    String title,
    String summary,
    double scoreBits,
    double pValue,
    double expectedPerDay,
    long detectedAtMillis,
    long firstEventAtMillis,
    long lastEventAtMillis,
    @Nullable String project,
    @Nullable String owner,
    @Nullable String actorId,
    @Nullable String credentialId,
    @Nullable String ip,
    @Nullable String country,
    List<Signal> signals,
    @Nullable String counterfactual,
    List<Evidence> events,
    @Nullable Campaign campaign,
    List<String> reachableProjects,
    List<String> reachableCredentials,
    List<String> usedSince,
    List<String> techniques,
    List<Action> response) {

  /** ATT&CK version that the technique ids belong to. */
  public static final String ATTACK_VERSION = "18";

  /** Where in its life. */
  public enum Status {
    OPEN,
    UPDATED,
    CLOSED
  }

  /** What kind of finding. */
  public enum Kind {
    ANOMALY,
    CAMPAIGN,
    CHAIN,
    EXPOSURE,
    POLICY
  }

  /** How urgent, least first. */
  public enum Severity {
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }

  /**
   * One thing that was odd.
   *
   * @param name the signal's documented name
   * @param observed what was seen
   * @param expected what is usual
   * @param pValue mid-p value in (0, 1]
   * @param bits -log2 of it
   * @param history how many past events the comparison rests on
   */
  public record Signal(
      String name, String observed, String expected, double pValue, double bits, long history) {}

  /** An event that the alert rests on. */
  public record Evidence(
      String eventId,
      @Nullable String project,
      @Nullable String version,
      long timeMillis,
      String action,
      String source) {}

  /**
   * What many have in common.
   *
   * @param id stable over revisions
   * @param indicator what binds them, as {@code kind:value}
   * @param projects how many
   * @param owners how many
   * @param firstSeenMillis when the first of them showed it
   * @param members projects, first seen first, as many as are kept
   */
  public record Campaign(
      String id,
      String indicator,
      int projects,
      int owners,
      long firstSeenMillis,
      List<String> members) {
    public Campaign {
      members = List.copyOf(members);
    }
  }

  /** One thing to do, most urgent first. */
  public record Action(String action, String target, String reason) {}
}
