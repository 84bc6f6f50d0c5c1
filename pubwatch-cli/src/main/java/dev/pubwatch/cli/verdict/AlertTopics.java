package dev.pubwatch.cli.verdict;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.stack.Addresses;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of a pipeline that is up. */
record AlertTopics(Addresses addresses) implements AlertSource {
  private static final int PATIENCE_MS = 10_000;
  private static final Duration POLL = Duration.ofMillis(200);

  @Override
  public List<Alert> revisions(String alertId, Set<String> others) {
    List<Alert> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer();
        Deserializer<Alert> alerts = AvroSerdes.deserializer(Alert.class, registry())) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (alertId.equals(record.key())) {
            found.add(alerts.deserialize(record.topic(), record.value()));
          } else if (record.key() != null) {
            others.add(record.key());
          }
        }
      }
    } catch (KafkaException e) {
      throw unreachable(e);
    }
    found.sort(Comparator.comparingInt(Alert::getRevision));
    return found;
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
    return consumer.partitionsFor(Topics.ALERTS).stream()
        .map(p -> new TopicPartition(p.topic(), p.partition()))
        .toList();
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            addresses.bootstrap(),
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false,
            "allow.auto.create.topics",
            false,
            "default.api.timeout.ms",
            PATIENCE_MS),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private Map<String, Object> registry() {
    return Map.of(AvroConfig.REGISTRY_URL, addresses.registryUrl());
  }

  @Override
  public Instant now(List<Alert> revisions) {
    return Clock.systemUTC().instant();
  }

  @Override
  public void say(Verdict verdict) {
    try (KafkaProducer<String, Verdict> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                addresses.bootstrap(),
                "acks",
                "all",
                "max.block.ms",
                PATIENCE_MS,
                "request.timeout.ms",
                PATIENCE_MS / 2,
                "delivery.timeout.ms",
                PATIENCE_MS),
            new StringSerializer(),
            AvroSerdes.serializer(registry()))) {
      producer
          .send(new ProducerRecord<>(Topics.VERDICTS, verdict.getAlertId(), verdict))
          .get(2L * PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (KafkaException | TimeoutException e) {
      throw unreachable(e);
    } catch (ExecutionException e) {
      throw unreachable(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted; whether the verdict arrived is not known", e);
    }
  }

  private CommandFailure unreachable(Throwable cause) {
    return new CommandFailure(
        "cannot talk to the pipeline at %s: %s; is it up?"
            .formatted(addresses.bootstrap(), cause.getMessage()),
        cause);
  }

  @Override
  public String name() {
    return "topic " + Topics.ALERTS + " at " + addresses.bootstrap();
  }
}
