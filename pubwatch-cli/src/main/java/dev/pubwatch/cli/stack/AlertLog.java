package dev.pubwatch.cli.stack;

import dev.pubwatch.events.Alert;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.RegistryAvroDeserializer;
import dev.pubwatch.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what the alerts topic holds. */
final class AlertLog {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.ALERTS, 0);
  private static final Duration POLL = Duration.ofMillis(200);

  private AlertLog() {}

  /** The last committed revision of each alert by its id, in the order of their first. */
  static Map<String, Alert> read(String bootstrap, String registryUrl) {
    Map<String, Alert> last = new LinkedHashMap<>();
    records(bootstrap, registryUrl).forEach(alert -> last.put(alert.getAlertId(), alert));
    return last;
  }

  /** Every committed record, in order. */
  static List<Alert> records(String bootstrap, String registryUrl) {
    List<Alert> all = new ArrayList<>();
    try (KafkaConsumer<String, Alert> consumer = consumer(bootstrap, registryUrl)) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
      while (consumer.position(PARTITION) < end) {
        consumer.poll(POLL).forEach(record -> all.add(record.value()));
      }
    }
    return all;
  }

  private static KafkaConsumer<String, Alert> consumer(String bootstrap, String registryUrl) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "isolation.level",
            "read_committed",
            "key.deserializer",
            StringDeserializer.class,
            "value.deserializer",
            RegistryAvroDeserializer.class,
            AvroConfig.REGISTRY_URL,
            registryUrl));
  }
}
