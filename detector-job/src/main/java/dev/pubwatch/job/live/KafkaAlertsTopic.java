package dev.pubwatch.job.live;

import dev.pubwatch.events.Alert;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts topic itself. */
final class KafkaAlertsTopic implements AlertsTopic {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaAlertsTopic.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Deserializer<Alert> alerts;

  KafkaAlertsTopic(Properties kafka, Map<String, String> registry) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    alerts = AvroSerdes.deserializer(Alert.class, registry);
  }

  private List<TopicPartition> partitions() {
    return consumer.partitionsFor(Topics.ALERTS, PATIENCE).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  @Override
  public Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new HashMap<>();
    consumer
        .endOffsets(partitions(), PATIENCE)
        .forEach((partition, end) -> ends.put(partition.partition(), end));
    return ends;
  }

  @Override
  public void read(Map<Integer, Long> from, BiConsumer<String, Integer> seen) {
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      long begin = begins.getOrDefault(partition, 0L);
      long wanted = from.getOrDefault(partition.partition(), begin);
      // A topic made anew ends before what was remembered: read all of it.
      boolean anew = wanted > ends.getOrDefault(partition, 0L);
      consumer.seek(partition, anew ? begin : Math.max(begin, wanted));
    }
    while (partitions.stream()
        .anyMatch(p -> consumer.position(p, PATIENCE) < ends.getOrDefault(p, 0L))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        tell(record, seen);
      }
    }
    consumer.unsubscribe();
  }

  private void tell(ConsumerRecord<byte[], byte[]> record, BiConsumer<String, Integer> seen) {
    try {
      Alert alert = alerts.deserialize(record.topic(), record.value());
      if (alert != null) {
        seen.accept(alert.getAlertId(), alert.getRevision());
      }
    } catch (SerializationException e) {
      LOG.warn(
          "{} partition {} offset {} is no alert: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  @Override
  public void close() {
    consumer.close();
    alerts.close();
  }
}
