package dev.pubwatch.gateway;

import dev.pubwatch.connect.Envelope;
import dev.pubwatch.events.Reject;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Puts events and rejects into the bytes that go to Kafka. */
final class Wire implements AutoCloseable {
  /** Header of a reject with its reason, for tools that do not read its value. */
  static final String REASON_HEADER = "pubwatch.reason";

  /** Header of a reject with the name of the endpoint. */
  static final String ENDPOINT_HEADER = "pubwatch.endpoint";

  /** Below what a broker takes by default, 1 MiB with all around it. */
  private static final int LARGEST = 900 * 1024;

  private static final int LONGEST_REASON = 500;

  private final Map<String, Object> config;

  /** One a class: a serialiser remembers the schema that it wrote last. */
  private final Map<Class<?>, Serializer<SpecificRecord>> serializers = new ConcurrentHashMap<>();

  Wire(Map<String, Object> config) {
    this.config = new HashMap<>(config);
    this.config.putIfAbsent("max.retries", 0); // the sender tries again, not a thread of ours
    this.config.putIfAbsent("http.read.timeout.ms", 3_000);
  }

  /**
   * The message of an event or of a reject.
   *
   * @throws KafkaException when the registry cannot be asked
   */
  ProducerRecord<byte[], byte[]> message(Endpoint endpoint, SpecificRecord record) {
    if (record instanceof Reject reject) {
      return rejected(endpoint, reject);
    }
    Envelope to = Envelope.of(record);
    try {
      byte[] value = serialize(to.topic(), record);
      return value.length <= LARGEST
          ? message(to.topic(), to.key(), to.time(), value)
          : unfit(
              endpoint, "the event is larger than %d bytes: %d".formatted(LARGEST, value.length));
    } catch (KafkaException e) {
      if (!isUnfit(e)) {
        throw e;
      }
      return unfit(endpoint, String.valueOf(e.getMessage()));
    }
  }

  private ProducerRecord<byte[], byte[]> unfit(Endpoint endpoint, String reason) {
    return rejected(
        endpoint, Intake.reject(endpoint, new byte[0], endpoint.name(), reason, Instant.now()));
  }

  private ProducerRecord<byte[], byte[]> rejected(Endpoint endpoint, Reject reject) {
    byte[] value = serialize(Topics.REJECTS, reject);
    ProducerRecord<byte[], byte[]> message =
        message(Topics.REJECTS, reject.getSource(), reject.getTime(), value);
    String reason = reject.getReason();
    String shown = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    message.headers().add(REASON_HEADER, utf8(shown)).add(ENDPOINT_HEADER, utf8(endpoint.name()));
    return message;
  }

  private static ProducerRecord<byte[], byte[]> message(
      String topic, String key, @Nullable Instant time, byte[] value) {
    Long timestamp = time == null || time.toEpochMilli() < 0 ? null : time.toEpochMilli();
    return new ProducerRecord<>(topic, null, timestamp, utf8(key), value);
  }

  private byte[] serialize(String topic, SpecificRecord record) {
    return serializers
        .computeIfAbsent(record.getClass(), type -> AvroSerdes.serializer(config))
        .serialize(topic, record);
  }

  /** Whether a record itself is at fault, rather than the registry or the way to it. */
  private static boolean isUnfit(KafkaException e) {
    Throwable cause = e.getCause();
    return cause instanceof AvroRuntimeException
        || cause instanceof ClassCastException
        || cause instanceof NullPointerException;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    serializers.values().forEach(Serializer::close);
  }
}
