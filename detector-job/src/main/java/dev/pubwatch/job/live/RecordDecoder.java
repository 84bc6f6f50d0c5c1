package dev.pubwatch.job.live;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.Reject;
import dev.pubwatch.events.TokenEvent;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.job.stream.EventMapper;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Turns a Kafka record into an event or a reject. It throws only where trying again may help: when
 * the registry cannot be reached.
 */
final class RecordDecoder {
  /** An event from further in the future would hold up event time for everybody. */
  static final Duration MAX_AHEAD = Duration.ofDays(1);

  private static final int MAX_RAW_BYTES = 4096;
  private static final int MAX_REASON = 1000;
  private static final Map<String, Class<? extends SpecificRecord>> TYPES =
      Map.of(
          Topics.PUBLISH_EVENTS, PublishEvent.class,
          Topics.TOKEN_EVENTS, TokenEvent.class,
          Topics.CI_EVENTS, CiEvent.class,
          Topics.EXPOSURES, Exposure.class,
          Topics.VERDICTS, Verdict.class);

  private final Map<String, Deserializer<SpecificRecord>> byTopic = new HashMap<>();
  private final Clock clock;

  RecordDecoder(Map<String, String> registry, Clock clock) {
    this.clock = clock;
    TYPES.forEach((topic, type) -> byTopic.put(topic, deserializer(type, registry)));
  }

  @SuppressWarnings("unchecked") // read as their common type
  private static Deserializer<SpecificRecord> deserializer(
      Class<? extends SpecificRecord> type, Map<String, String> registry) {
    return (Deserializer<SpecificRecord>) (Deserializer<?>) AvroSerdes.deserializer(type, registry);
  }

  /** The events or the reject that a record holds; none for a tombstone, which holds nothing. */
  List<Decoded> decode(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    Deserializer<SpecificRecord> deserializer = byTopic.get(record.topic());
    if (value == null || deserializer == null) {
      return List.of();
    }
    try {
      SpecificRecord read = deserializer.deserialize(record.topic(), value);
      return decoded(record, value, EventMapper.toEvents(read));
    } catch (SerializationException
        | AvroRuntimeException
        | DateTimeException
        | IllegalArgumentException
        | ArithmeticException e) {
      return List.of(reject(record, value, String.valueOf(e.getMessage())));
    }
  }

  private List<Decoded> decoded(
      ConsumerRecord<byte[], byte[]> record, byte[] value, List<Event> events) {
    long latest = clock.instant().plus(MAX_AHEAD).toEpochMilli();
    List<Decoded> decoded = new ArrayList<>();
    for (Event event : events) {
      if (event.timeMillis() > latest) {
        return List.of(
            reject(record, value, "time must be at most a day ahead of now, was " + when(event)));
      }
      decoded.add(new Decoded(new Observation(event), null));
    }
    return decoded;
  }

  private static Instant when(Event event) {
    return Instant.ofEpochMilli(event.timeMillis());
  }

  private Decoded reject(ConsumerRecord<byte[], byte[]> record, byte[] value, String reason) {
    byte[] raw = Arrays.copyOf(value, Math.min(value.length, MAX_RAW_BYTES));
    return new Decoded(
        null,
        Reject.newBuilder()
            .setSource(record.topic())
            .setFormat("avro")
            .setLocation("partition %d offset %d".formatted(record.partition(), record.offset()))
            .setReason(reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason)
            .setRaw(ByteBuffer.wrap(raw))
            .setRawSizeBytes(value.length)
            .setTime(clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
            .build());
  }
}
