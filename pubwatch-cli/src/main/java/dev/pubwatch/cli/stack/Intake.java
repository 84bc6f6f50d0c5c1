package dev.pubwatch.cli.stack;

import dev.pubwatch.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts records of topics: records, not offsets, which transactions use up too. */
final class Intake implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Events and what could not be read: what sources write to. */
  static final List<String> SOURCED =
      List.of(Topics.PUBLISH_EVENTS, Topics.TOKEN_EVENTS, Topics.CI_EVENTS, Topics.REJECTS);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> behindLast = new ConcurrentHashMap<>();
  private long records;

  private Intake(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Begins with the first record of each topic. */
  static Intake of(String bootstrap, List<String> topics) {
    List<TopicPartition> partitions =
        topics.stream().map(topic -> new TopicPartition(topic, 0)).toList();
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new Intake(consumer);
  }

  /** Looks for more, a fifth of a second at most; how many committed records there are by now. */
  long count() {
    consumer
        .poll(POLL)
        .forEach(
            record -> {
              records++;
              TopicPartition partition = new TopicPartition(record.topic(), record.partition());
              behindLast.put(partition, record.offset() + 1);
            });
    return records;
  }

  /** Where a reader stands that has read everything counted so far. */
  Map<TopicPartition, Long> behindLast() {
    return Map.copyOf(behindLast);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
