package dev.pubwatch.cli.stack;

import dev.pubwatch.schemas.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The contract's topics as the embedded broker keeps them.
 *
 * <p>One partition each: order within a topic is then exact, and a history of years can be fed at
 * any speed without one partition running ahead of another. Nothing is compacted: alerts keep their
 * revisions, verdicts can be undone. Everything but rejects is kept until a person deletes it (some
 * 300 bytes an event); rejects hold whatever hostile logs bring, so they are bounded by size.
 */
final class StackTopics {
  private static final String FOREVER = "-1";
  private static final String MAX = Long.toString(Long.MAX_VALUE);
  private static final String REJECTS_BYTES = "268435456"; // 256 MiB

  private static final long TIMEOUT_SECONDS = 60;

  private StackTopics() {}

  /** Creates those that are missing; leaves others as an operator may have changed them. */
  static void create(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    List<NewTopic> missing =
        Topics.ALL.stream()
            .filter(topic -> !present.contains(topic))
            .map(StackTopics::topic)
            .toList();
    create(admin, missing);
  }

  private static void create(Admin admin, Collection<NewTopic> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      admin.createTopics(topics).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 1, (short) 1).configs(settings(name));
  }

  /**
   * Record times are event times, so years pass in a second of a fed history: no segment may roll,
   * and no record be refused, by its time.
   */
  static Map<String, String> settings(String topic) {
    Map<String, String> settings = new HashMap<>();
    settings.put("cleanup.policy", "delete");
    settings.put("retention.ms", FOREVER);
    settings.put("segment.ms", MAX);
    settings.put("message.timestamp.before.max.ms", MAX);
    settings.put("message.timestamp.after.max.ms", MAX);
    settings.put("max.message.bytes", "4194304"); // 4 MiB: an unreadable record of 1 MiB, encoded
    if (topic.equals(Topics.REJECTS)) {
      settings.put("retention.bytes", REJECTS_BYTES);
    }
    return settings;
  }
}
