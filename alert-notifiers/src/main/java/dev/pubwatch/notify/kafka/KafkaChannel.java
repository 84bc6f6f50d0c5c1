package dev.pubwatch.notify.kafka;

import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.channels.ChannelSettings;
import dev.pubwatch.notify.siem.Body;
import dev.pubwatch.notify.siem.Document;
import dev.pubwatch.notify.siem.Json;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON to a topic: key the incident's id, so that its revisions stay in order; headers
 * {@code revision} and {@code document_id} tell repeats. It is there when all replicas in sync have
 * it.
 */
public final class KafkaChannel implements IncidentChannel {
  private static final int MAX_BYTES = 500_000;
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final long TIMEOUT_MILLIS = 20_000;

  private final String name;
  private final Producer<String, byte[]> producer;
  private final String topic;
  private final Body body;

  KafkaChannel(String name, Producer<String, byte[]> producer, String topic, Body body) {
    this.name = name;
    this.producer = producer;
    this.topic = topic;
    this.body = body;
  }

  /**
   * {@code bootstrap-servers} and {@code topic}; {@code properties-file} for what the cluster asks
   * of its clients.
   */
  public static KafkaChannel of(ChannelSettings settings) {
    String servers = settings.required("bootstrap-servers");
    String topic = settings.text("topic", "pubwatch.findings");
    String file = settings.text("properties-file");
    Body body = settings.text("body") == null ? Body.OCSF : settings.choice("body", Body.class);
    if (!topic.matches("[A-Za-z0-9._-]{1,249}")) {
      settings.fault("topic", "must be a topic's name");
    }
    Properties properties = new Properties();
    if (file != null) {
      try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        settings.fault("properties-file", "cannot be read: " + e.getClass().getSimpleName());
      }
    }
    settings.done();
    try {
      Producer<String, byte[]> producer =
          new KafkaProducer<>(
              configured(properties, servers), new StringSerializer(), new ByteArraySerializer());
      return new KafkaChannel(settings.name(), producer, topic, body);
    } catch (KafkaException e) {
      throw new IllegalArgumentException(
          settings.name("bootstrap-servers") + " or .properties-file cannot be used", e);
    }
  }

  private static Properties configured(Properties own, String servers) {
    Properties all = new Properties();
    all.putAll(own);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "8000");
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "15000");
    return all;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      for (Document document : body.documents(notice, MAX_BYTES)) {
        sent.add(producer.send(record(notice, document)));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw DeliveryException.passing("Kafka did not take " + topic + " in time", null);
    } catch (KafkaException e) {
      throw failure(e);
    }
    return null;
  }

  private ProducerRecord<String, byte[]> record(Notice notice, Document document) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, notice.incidentId(), Json.bytes(document.json()));
    Map.of(
            "content-type", "application/json",
            "revision", Integer.toString(notice.revision()),
            "document_id", document.id())
        .forEach((key, value) -> record.headers().add(key, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private DeliveryException failure(@Nullable Throwable cause) {
    String kind = cause == null ? "unknown" : cause.getClass().getSimpleName();
    String message = "Kafka did not take a record for " + topic + ": " + kind;
    boolean permanent =
        cause instanceof RecordTooLargeException || cause instanceof InvalidTopicException;
    return permanent
        ? DeliveryException.permanent(message)
        : DeliveryException.passing(message, null);
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
