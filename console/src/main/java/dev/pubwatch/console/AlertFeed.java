package dev.pubwatch.console;

import dev.pubwatch.events.Alert;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the alerts of all partitions into memory, in a thread of its own. A record that is no alert
 * is counted and passed over; while Kafka or the registry cannot be reached, it says so and tries
 * again from where it was.
 */
final class AlertFeed implements AutoCloseable {
  /** Where a partition holds more, reading begins this far before its end. */
  static final long MAX_BACKLOG = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MS = 1000;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long CLOSE_MS = 5000;

  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<Alert> deserializer;
  private final NewestAlerts alerts;
  private final FeedStatus status;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "pubwatch-console-feed");

  /** Owns {@code consumer} and {@code deserializer} from now on. */
  AlertFeed(
      Consumer<byte[], byte[]> consumer,
      Deserializer<Alert> deserializer,
      NewestAlerts alerts,
      FeedStatus status) {
    this.consumer = consumer;
    this.deserializer = deserializer;
    this.alerts = alerts;
    this.status = status;
    thread.setDaemon(true);
  }

  static AlertFeed of(Map<String, Object> config, NewestAlerts alerts, FeedStatus status) {
    Deserializer<Alert> deserializer = AvroSerdes.deserializer(Alert.class, config);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new AlertFeed(
        new KafkaConsumer<>(consumerConfig(config), bytes, bytes), deserializer, alerts, status);
  }

  /** Small buffers: alerts are few. */
  static Map<String, Object> consumerConfig(Map<String, Object> config) {
    Map<String, Object> consumer = new HashMap<>();
    consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, "pubwatch-console");
    consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
    consumer.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    consumer.putAll(config);
    consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return consumer;
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closing.countDown();
    if (thread.getState() == Thread.State.NEW) {
      release();
      return;
    }
    consumer.wakeup();
    thread.interrupt();
    try {
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      long lookAt = System.nanoTime();
      while (!isClosing()) {
        try {
          if (consumer.assignment().isEmpty() || System.nanoTime() - lookAt >= 0) {
            look();
            lookAt = System.nanoTime() + LOOK_NANOS;
          }
          read();
        } catch (WakeupException | InterruptException e) {
          LOG.debug("console feed is told to stop");
        } catch (KafkaException e) {
          stall(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
      }
    } catch (RuntimeException e) {
      LOG.error("console feed stopped", e);
      status.stalled("reading stopped by an error; see the log");
    } finally {
      Thread.interrupted(); // closing must not be cut short by the interrupt that asked for it
      release();
    }
  }

  /** Takes up partitions that are new, and asks whether Kafka is there: a poll does not tell. */
  private void look() {
    List<PartitionInfo> known = consumer.partitionsFor(Topics.ALERTS);
    Set<TopicPartition> all = new HashSet<>(consumer.assignment());
    Set<TopicPartition> fresh = new HashSet<>();
    for (PartitionInfo partition : known == null ? List.<PartitionInfo>of() : known) {
      TopicPartition found = new TopicPartition(partition.topic(), partition.partition());
      if (all.add(found)) {
        fresh.add(found);
      }
    }
    if (!fresh.isEmpty()) {
      Map<TopicPartition, Long> starts = starts(fresh);
      consumer.assign(all);
      starts.forEach(consumer::seek);
    } else {
      consumer.endOffsets(all);
    }
  }

  private Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> starts = new HashMap<>();
    consumer
        .endOffsets(partitions)
        .forEach((p, end) -> starts.put(p, Math.max(first.getOrDefault(p, 0L), end - MAX_BACKLOG)));
    return starts;
  }

  private void read() {
    if (consumer.assignment().isEmpty()) {
      stall("topic " + Topics.ALERTS + " does not exist yet");
      return;
    }
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      take(record);
    }
    status.reading();
  }

  /** Until it is decoded or known to be undecodable: a registry that is away loses no alert. */
  private void take(ConsumerRecord<byte[], byte[]> record) {
    while (!isClosing()) {
      try {
        Alert alert = deserializer.deserialize(record.topic(), record.value());
        if (alert != null) {
          alerts.add(alert);
        }
        return;
      } catch (SerializationException e) {
        status.passedOver();
        LOG.warn("{}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.toString());
        return;
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException e) {
        stall(String.valueOf(e.getMessage()));
      }
    }
  }

  private void stall(String why) {
    status.stalled(why);
    LOG.info("console feed waits: {}", why);
    try {
      if (closing.await(RETRY_MS, TimeUnit.MILLISECONDS)) {
        LOG.debug("console feed is told to stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void release() {
    deserializer.close();
    consumer.close();
  }
}
