package dev.pubwatch.notify;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * References in the compacted topic {@link Names#REFERENCES}: key {@code channel/incident}, value
 * the revision, a space and the reference, if there is one.
 */
final class KafkaReferences implements References {
  private static final int MOST = 20_000;
  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than the clients' own tries for an answer take. */
  private static final Duration STALLED = Duration.ofSeconds(60);

  private static final TopicPartition TOPIC = new TopicPartition(Names.REFERENCES, 0);

  private final String bootstrapServers;
  private final String prefix;
  private final KafkaProducer<String, String> producer;
  private Map<String, Last> newest = newest();

  KafkaReferences(String bootstrapServers, String channel) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = channel + "/";
    this.producer =
        new KafkaProducer<>(
            producer(bootstrapServers), new StringSerializer(), new StringSerializer());
  }

  /** A broker that is away is no reason to hold up a worker for minutes: it tries again. */
  static Map<String, Object> producer(String bootstrapServers) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
        ProducerConfig.ACKS_CONFIG, "all",
        ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
  }

  /** Forgets the incident that was told of longest ago. */
  private static Map<String, Last> newest() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
        return size() > MOST;
      }
    };
  }

  /** What is known stays until all is read: it keeps repeats away while the broker is. */
  @Override
  public void load() {
    Map<String, Last> read = newest();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(TOPIC));
      consumer.seekToBeginning(List.of(TOPIC));
      long end = consumer.endOffsets(List.of(TOPIC)).getOrDefault(TOPIC, 0L);
      long lastProgress = System.nanoTime();
      while (consumer.position(TOPIC) < end) {
        ConsumerRecords<String, String> records = consumer.poll(POLL);
        records.forEach(record -> take(record, read));
        long now = System.nanoTime();
        lastProgress = records.isEmpty() ? lastProgress : now;
        if (now - lastProgress > STALLED.toNanos()) {
          throw new TimeoutException("nothing of %s came in %s".formatted(TOPIC, STALLED));
        }
      }
    }
    keepNewer(read);
    newest = read;
  }

  /** What this process has delivered, and could not write yet. */
  private void keepNewer(Map<String, Last> read) {
    newest.forEach(
        (incidentId, last) -> {
          Last kept = read.get(incidentId);
          if (kept == null || kept.revision() < last.revision()) {
            put(incidentId, last, read);
          }
        });
  }

  private void take(ConsumerRecord<String, String> record, Map<String, Last> into) {
    String key = record.key();
    Last last = parse(record.value());
    if (key != null && key.startsWith(prefix) && last != null) {
      put(key.substring(prefix.length()), last, into);
    }
  }

  private static void put(String incidentId, Last last, Map<String, Last> into) {
    into.remove(incidentId);
    into.put(incidentId, last);
  }

  /** Null for what is none of ours: then a message may be told anew, and none is lost. */
  private static @Nullable Last parse(@Nullable String text) {
    try {
      int space = text == null ? -1 : text.indexOf(' ');
      if (text == null) {
        return null;
      }
      return space < 0
          ? new Last(Integer.parseInt(text), null)
          : new Last(Integer.parseInt(text.substring(0, space)), text.substring(space + 1));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public @Nullable Last last(String incidentId) {
    return newest.get(incidentId);
  }

  @Override
  public void delivered(String incidentId, Last last) throws InterruptedException {
    put(incidentId, last, newest);
    String text =
        last.reference() == null
            ? Integer.toString(last.revision())
            : last.revision() + " " + last.reference();
    try {
      producer.send(new ProducerRecord<>(Names.REFERENCES, prefix + incidentId, text)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException cause) {
        throw cause;
      }
      throw new KafkaException("the reference of a delivery was not written", e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
