package dev.pubwatch.notify;

/** Names of the application, its nodes, stores, topics and metrics: renaming one is a migration. */
public final class Names {
  public static final String APPLICATION = "pubwatch-notifiers";

  /** Alerts that are to be delivered, key alert id: each revision once. */
  public static final String OUTBOX = "pubwatch.notifier.outbox";

  /** Alerts that a channel gave up on, with its name and reason as headers. */
  public static final String DEAD_LETTERS = "pubwatch.notifier.dead-letters";

  /** Records of the alert and outbox topics that are no alerts, as they were. */
  public static final String UNREADABLE = "pubwatch.notifier.unreadable";

  static final String ALERTS_NODE = "alerts";
  static final String DEDUPLICATE_NODE = "deduplicate";
  static final String OUTBOX_NODE = "outbox";
  static final String DELIVERED_STORE = "delivered-revisions";

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
