package dev.pubwatch.cli.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The {@code _schemas} topic: one partition, compacted. The state changes only by what is read back
 * from it, so it is the same after a restart. Made for one writer: a second process that registers
 * within the same milliseconds could give the same id to another schema.
 */
final class KafkaSchemaLog implements SchemaLog {
  static final String TOPIC = "_schemas";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final int MAX_RECORD_BYTES = 4 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final KafkaConsumer<String, String> consumer;
  private final KafkaProducer<String, String> producer;
  private final Consumer<LogEntry> state;

  private KafkaSchemaLog(String bootstrapServers, Consumer<LogEntry> state) {
    this.state = state;
    this.consumer = consumer(bootstrapServers);
    this.producer = producer(bootstrapServers);
    consumer.assign(List.of(PARTITION));
    consumer.seekToBeginning(List.of(PARTITION));
  }

  /**
   * Opens the topic, creating it where it is missing, and gives {@code state} what it holds.
   *
   * @throws IOException if it cannot be read to its end, or holds what this registry cannot serve
   */
  static KafkaSchemaLog open(String bootstrapServers, Consumer<LogEntry> state) throws IOException {
    try {
      createTopic(bootstrapServers);
      KafkaSchemaLog log = new KafkaSchemaLog(bootstrapServers, state);
      try {
        log.sync();
        return log;
      } catch (RuntimeException e) {
        log.close();
        throw e;
      }
    } catch (KafkaException | IllegalArgumentException | ApiException e) {
      throw new IOException(
          "topic " + TOPIC + " at " + bootstrapServers + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void sync() {
    try {
      readTo(consumer.endOffsets(List.of(PARTITION), LIMIT).getOrDefault(PARTITION, 0L));
    } catch (KafkaException e) {
      throw ApiException.store(e);
    }
  }

  @Override
  public void append(LogEntry entry) {
    try {
      long offset =
          producer
              .send(new ProducerRecord<>(TOPIC, 0, LogCodec.key(entry), LogCodec.value(entry)))
              .get(LIMIT.toSeconds() + 5, TimeUnit.SECONDS)
              .offset();
      readTo(offset + 1);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw ApiException.store(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.store(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
  }

  private void readTo(long end) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (consumer.position(PARTITION, LIMIT) < end) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
        if (record.key() != null) {
          state.accept(LogCodec.read(record.key(), record.value()));
        }
      }
      if (System.nanoTime() - deadline > 0) {
        throw new org.apache.kafka.common.errors.TimeoutException(
            "read to offset %d of %d in %s".formatted(consumer.position(PARTITION), end, LIMIT));
      }
    }
  }

  private static void createTopic(String bootstrapServers) throws IOException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      NewTopic topic =
          new NewTopic(TOPIC, Optional.of(1), Optional.empty())
              .configs(
                  Map.of(
                      "cleanup.policy",
                      "compact",
                      "max.message.bytes",
                      Integer.toString(MAX_RECORD_BYTES)));
      try {
        admin.createTopics(List.of(topic)).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
        requireCompacted(admin);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("topic " + TOPIC + " could not be opened at " + bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while opening topic " + TOPIC, e);
    }
  }

  private static void requireCompacted(Admin admin)
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
    var described = admin.describeConfigs(List.of(topic)).all();
    String policy =
        described.get(LIMIT.toSeconds(), TimeUnit.SECONDS).values().stream()
            .map(config -> config.get("cleanup.policy").value())
            .findFirst()
            .orElse("unknown");
    if (!"compact".equals(policy)) {
      throw new IOException(
          "topic " + TOPIC + ": cleanup.policy must be compact, or schemas expire; was " + policy);
    }
  }

  private static KafkaConsumer<String, String> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            // A fetch that waits for data would hold up the question for the end behind it.
            "fetch.max.wait.ms", "5"),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private static KafkaProducer<String, String> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "acks", "all",
            "max.request.size", Integer.toString(MAX_RECORD_BYTES),
            "max.block.ms", Long.toString(LIMIT.toMillis()),
            "request.timeout.ms", Long.toString(LIMIT.toMillis() / 3),
            "delivery.timeout.ms", Long.toString(LIMIT.toMillis())),
        new StringSerializer(),
        new StringSerializer());
  }
}
