package dev.pubwatch.notify.incident;

import dev.pubwatch.notify.Names;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Incidents of running notifiers, seen from outside: read from their store's changelog, and told
 * what people do about them through the intake.
 *
 * @param bootstrapServers Kafka
 */
public record IncidentTopics(String bootstrapServers) {
  private static final int PATIENCE_MS = 10_000;
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * All that are held, live and ended, newest first.
   *
   * @throws KafkaException if Kafka does not answer, or no notifiers ever ran there
   */
  public List<IncidentView> read() {
    Map<String, Incident> newest = new LinkedHashMap<>();
    try (KafkaConsumer<String, Incident> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                PATIENCE_MS),
            new StringDeserializer(),
            IncidentJson.serde().deserializer())) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(record -> newest.put(record.key(), record.value()));
      }
    }
    newest.values().removeIf(incident -> incident == null);
    return newest.values().stream()
        .map(IncidentView::of)
        .sorted(Comparator.comparing(IncidentView::updatedAt).reversed())
        .toList();
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
    List<PartitionInfo> found = consumer.partitionsFor(Names.INCIDENTS_CHANGELOG);
    if (found == null || found.isEmpty()) {
      throw new KafkaException("there is no topic " + Names.INCIDENTS_CHANGELOG);
    }
    return found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
  }

  /**
   * Says what somebody does about an incident; durable when this returns.
   *
   * @throws KafkaException if it could not be written
   */
  public void say(Intake.Order order) throws InterruptedException {
    try (KafkaProducer<String, Intake> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "max.block.ms",
                PATIENCE_MS,
                "request.timeout.ms",
                PATIENCE_MS / 2,
                "delivery.timeout.ms",
                PATIENCE_MS),
            new StringSerializer(),
            Intake.serde().serializer())) {
      producer.send(new ProducerRecord<>(Names.INTAKE, order.incidentId(), order)).get();
    } catch (ExecutionException e) {
      throw new KafkaException(String.valueOf(e.getCause()), e);
    }
  }
}
