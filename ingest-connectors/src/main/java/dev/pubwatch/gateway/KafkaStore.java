package dev.pubwatch.gateway;

import dev.pubwatch.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka, with all in-sync replicas. While it is away one delivery a second tries whether it is
 * back; all others are told at once to come again, so that nobody waits and nothing piles up.
 */
final class KafkaStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaStore.class);

  /** Topics that the gateway writes. */
  static final List<String> WRITTEN =
      List.of(
          Topics.PUBLISH_EVENTS,
          Topics.TOKEN_EVENTS,
          Topics.CI_EVENTS,
          Topics.EXPOSURES,
          Topics.REJECTS);

  private static final long TRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int LOOK_MILLIS = 3_000;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final Admin admin;
  private final Wire wire;
  private final AtomicLong nextTryNanos = new AtomicLong(System.nanoTime());
  private volatile boolean up;
  private volatile boolean closed;

  KafkaStore(Map<String, Object> kafka) {
    this.producer =
        new KafkaProducer<>(settings(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    this.admin = Admin.create(adminSettings(kafka));
    this.wire = new Wire(kafka);
  }

  /** What the operator sets goes before, but for what a promise rests on. */
  private static Map<String, Object> settings(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("client.id", "pubwatch-gateway");
    settings.put("linger.ms", "2");
    settings.put("compression.type", "lz4");
    settings.put("delivery.timeout.ms", "8000"); // GitHub waits 10 s
    settings.put("request.timeout.ms", "3000");
    settings.put("max.block.ms", "250"); // a full buffer is an answer, not a wait
    settings.put("metadata.max.idle.ms", Long.toString(TimeUnit.DAYS.toMillis(365)));
    settings.putAll(kafka);
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    return settings;
  }

  private static Map<String, Object> adminSettings(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.keySet().retainAll(AdminClientConfig.configNames());
    settings.put("client.id", "pubwatch-gateway");
    settings.put("default.api.timeout.ms", Integer.toString(LOOK_MILLIS));
    settings.put("request.timeout.ms", Integer.toString(LOOK_MILLIS));
    return settings;
  }

  /** For {@code /health}, too: a load balancer sends nothing until it hears that Kafka is back. */
  @Override
  public void look() {
    if (up || closed) {
      return;
    }
    try {
      admin.describeTopics(WRITTEN).allTopicNames().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (!closed && knowsTopics()) {
        LOG.info("Kafka is there");
        up = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("Kafka is away", e);
    }
  }

  /**
   * Waits until Kafka knows every topic, or for so long.
   *
   * @return whether it does
   */
  boolean await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!up && System.nanoTime() < end) {
      look();
      if (!up) {
        Thread.sleep(50);
      }
    }
    return up;
  }

  private boolean knowsTopics() {
    try {
      WRITTEN.forEach(producer::partitionsFor);
      return true;
    } catch (KafkaException e) {
      return false;
    }
  }

  @Override
  public boolean isUp() {
    return up;
  }

  @Override
  public boolean admits() {
    if (up) {
      return true;
    }
    long now = System.nanoTime();
    long next = nextTryNanos.get();
    return now - next >= 0 && nextTryNanos.compareAndSet(next, now + TRY_NANOS);
  }

  @Override
  public CompletableFuture<Void> keep(Endpoint endpoint, List<SpecificRecord> records) {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(records.size());
    try {
      for (SpecificRecord record : records) {
        messages.add(wire.message(endpoint, record));
      }
    } catch (KafkaException e) {
      return CompletableFuture.failedFuture(unavailable(e));
    }
    return send(messages);
  }

  private CompletableFuture<Void> send(List<ProducerRecord<byte[], byte[]>> messages) {
    CompletableFuture<Void> kept = new CompletableFuture<>();
    AtomicInteger waiting = new AtomicInteger(messages.size());
    if (messages.isEmpty()) {
      kept.complete(null);
    }
    for (ProducerRecord<byte[], byte[]> message : messages) {
      if (kept.isCompletedExceptionally()) {
        break;
      }
      try {
        var unused =
            producer.send(message, (metadata, failure) -> acknowledged(failure, waiting, kept));
      } catch (KafkaException | IllegalStateException e) {
        kept.completeExceptionally(unavailable(e));
      }
    }
    return kept;
  }

  @SuppressWarnings("NullAway") // Kafka's word for success
  private void acknowledged(
      Exception failure, AtomicInteger waiting, CompletableFuture<Void> kept) {
    if (failure != null) {
      kept.completeExceptionally(unavailable(failure));
      return;
    }
    if (!up) {
      LOG.info("Kafka has events again");
      up = true;
    }
    if (waiting.decrementAndGet() == 0) {
      kept.complete(null);
    }
  }

  private UnavailableException unavailable(Exception cause) {
    if (up) {
      LOG.warn("Kafka does not take events: {}", cause.toString());
      up = false;
      nextTryNanos.set(System.nanoTime() + TRY_NANOS);
    }
    return new UnavailableException("Kafka does not take events", cause);
  }

  @Override
  public void close() {
    closed = true;
    producer.close(CLOSE_PATIENCE);
    wire.close();
    admin.close(CLOSE_PATIENCE);
  }
}
