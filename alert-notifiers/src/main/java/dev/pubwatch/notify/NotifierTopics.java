package dev.pubwatch.notify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The notifiers' own topics, created where they are missing. */
final class NotifierTopics {
  private static final long TIMEOUT_SECONDS = 30;
  private static final short CLUSTER_DEFAULT = -1;

  /** Well above the three days after which a delivery is given up. */
  private static final Duration OUTBOX_KEPT = Duration.ofDays(30);

  private static final Duration FAILURES_KEPT = Duration.ofDays(365);

  private static final Duration REFERENCES_KEPT = Duration.ofDays(180);

  private NotifierTopics() {}

  static void create(String bootstrapServers) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<String, KafkaFuture<Void>> created = admin.createTopics(all()).values();
      for (KafkaFuture<Void> topic : created.values()) {
        await(topic);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the notifiers' topics cannot be created: " + e, e);
    }
  }

  static List<NewTopic> all() {
    return List.of(
        topic(Names.INTAKE, OUTBOX_KEPT),
        topic(Names.OUTBOX, OUTBOX_KEPT),
        references(),
        topic(Names.DEAD_LETTERS, FAILURES_KEPT),
        topic(Names.UNREADABLE, FAILURES_KEPT));
  }

  /**
   * Alerts carry event times. Kept by those, the alerts of an old history would be deleted before
   * they are delivered, and a source's clock that is ahead would stop the notifiers: hence the time
   * of arrival.
   */
  private static NewTopic topic(String name, Duration kept) {
    return new NewTopic(name, 1, CLUSTER_DEFAULT)
        .configs(
            Map.of(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime",
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(kept.toMillis()),
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE));
  }

  /** The newest of each key, until long after the incident is over. */
  private static NewTopic references() {
    return new NewTopic(Names.REFERENCES, 1, CLUSTER_DEFAULT)
        .configs(
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(REFERENCES_KEPT.toMillis()),
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE));
  }

  private static void await(KafkaFuture<Void> topic)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      topic.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
