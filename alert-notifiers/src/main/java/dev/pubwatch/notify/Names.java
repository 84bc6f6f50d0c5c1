package dev.pubwatch.notify;

import java.util.List;

/** Names of the application, its nodes, stores, topics and metrics: renaming one is a migration. */
public final class Names {
  public static final String APPLICATION = "pubwatch-notifiers";

  /**
   * Alerts, verdicts and what people say of incidents, key alert or incident id. One partition: an
   * alert may bind incidents by any of its keys, so one task must see them all.
   */
  public static final String INTAKE = "pubwatch.notifier.intake";

  /** Notices that are to be delivered, key incident id. */
  public static final String OUTBOX = "pubwatch.notifier.outbox";

  /** What each receiver calls its message of an incident, key channel and incident; compacted. */
  public static final String REFERENCES = "pubwatch.notifier.references";

  /** Notices that a channel gave up on, with its name and reason as headers. */
  public static final String DEAD_LETTERS = "pubwatch.notifier.dead-letters";

  /** Records of the topics read that are not what they should be, as they were. */
  public static final String UNREADABLE = "pubwatch.notifier.unreadable";

  static final String ALERTS_NODE = "alerts";
  static final String VERDICTS_NODE = "verdicts";
  static final String INTAKE_SINK_NODE = "intake-sink";
  static final String INTAKE_NODE = "intake";
  static final String INCIDENTS_NODE = "incidents";
  static final String DEDUPLICATE_NODE = "deduplicate";
  static final String OUTBOX_NODE = "outbox";
  static final String DELIVERED_STORE = "delivered-revisions";

  /** Incidents by id; its changelog is what {@code ./pubwatch incidents} reads. */
  public static final String INCIDENTS_STORE = "incidents";

  /** The alerts that are told of incidents, by alert id. */
  public static final String INCIDENT_ALERTS_STORE = "incident-alerts";

  /** Which incident an alert belongs to. */
  public static final String INCIDENT_MEMBERS_STORE = "incident-members";

  /** Which incident a project, credential, actor, campaign or owner leads to. */
  public static final String INCIDENT_KEYS_STORE = "incident-keys";

  /** What a route has collected for one message. */
  public static final String DIGESTS_STORE = "digests";

  public static final List<String> INCIDENT_STORES =
      List.of(
          INCIDENTS_STORE,
          INCIDENT_ALERTS_STORE,
          INCIDENT_MEMBERS_STORE,
          INCIDENT_KEYS_STORE,
          DIGESTS_STORE);

  /** Changelog of {@link #INCIDENTS_STORE}. */
  public static final String INCIDENTS_CHANGELOG =
      APPLICATION + "-" + INCIDENTS_STORE + "-changelog";

  /** Group of the deduplication's metrics in JMX, and its two counters. */
  static final String METRICS = "pubwatch-deduplicate";

  static final String REPEATS = "repeats-dropped";
  static final String TOMBSTONES = "tombstones-dropped";

  private Names() {}

  /** Consumer group of a channel's worker. */
  static String group(String channel) {
    return APPLICATION + "-" + channel;
  }
}
