package dev.pubwatch.notify;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
  private static final TopicPartition TOPIC = new TopicPartition(Names.REFERENCES, 0);

  private final String bootstrapServers;
  private final String prefix;
  private final KafkaProducer<String, String> producer;
  private final Map<String, Last> newest = newest();

  KafkaReferences(String bootstrapServers, String channel) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = channel + "/";
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
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

  @Override
  public void load() {
    newest.clear();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(TOPIC));
      consumer.seekToBeginning(List.of(TOPIC));
      long end = consumer.endOffsets(List.of(TOPIC)).getOrDefault(TOPIC, 0L);
      while (consumer.position(TOPIC) < end) {
        consumer.poll(POLL).forEach(this::take);
      }
    }
  }

  private void take(ConsumerRecord<String, String> record) {
    String key = record.key();
    Last last = parse(record.value());
    if (key != null && key.startsWith(prefix) && last != null) {
      put(key.substring(prefix.length()), last);
    }
  }

  private void put(String incidentId, Last last) {
    newest.remove(incidentId);
    newest.put(incidentId, last);
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
    put(incidentId, last);
    String text =
        last.reference() == null
            ? Integer.toString(last.revision())
            : last.revision() + " " + last.reference();
    try {
      producer.send(new ProducerRecord<>(Names.REFERENCES, prefix + incidentId, text)).get();
    } catch (ExecutionException e) {
      throw new KafkaException("the reference of a delivery was not written", e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
