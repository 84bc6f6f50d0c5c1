package dev.pubwatch.connect;

import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What all sources do with a raw record: read it with a format, and put its events, or one reject,
 * into bytes.
 */
public final class EventRecords implements AutoCloseable {
  private final RecordMapper mapper;
  private final Serializer<Object> serializer;
  private final int maxRecordBytes;

  /**
   * @param config has the settings of {@link EventSettings}
   * @param formatName of the records
   * @param sourceName value of {@code source} where neither the record nor the operator says; null
   *     for the format's own
   */
  public EventRecords(
      AbstractConfig config, String formatName, @Nullable String sourceName, int maxRecordBytes) {
    Format format = Formats.byName(formatName);
    String set = config.getString(EventSettings.SOURCE_NAME);
    this.maxRecordBytes = maxRecordBytes;
    this.serializer = serializer(config);
    this.mapper =
        new RecordMapper(
            format,
            new FormatContext(EventSettings.hasher(config), set == null ? sourceName : set, null),
            config.getString(EventSettings.TOPIC_PREFIX),
            maxRecordBytes,
            serializer);
  }

  /**
   * What a record holds: its events, one reject, or nothing.
   *
   * @param location of what holds the record, for a person
   * @param index of the record in it
   */
  public List<SpecificRecord> parse(byte[] raw, String location, long index, Instant now) {
    if (raw.length > maxRecordBytes) {
      String reason =
          "the record is longer than max.record.bytes=%d: %d bytes"
              .formatted(maxRecordBytes, raw.length);
      return List.of(reject(raw, location, index, reason, now));
    }
    return parse(record(raw, index), location, now);
  }

  /** The same for a record that was cut out of a stream. */
  public List<SpecificRecord> parse(RawRecord raw, String location, Instant now) {
    return mapper.parse(raw, location, false, now);
  }

  /** A reject of what is known to be unreadable. */
  public SpecificRecord reject(
      byte[] raw, String location, long index, String reason, Instant now) {
    return mapper.unfit(record(raw, index), location, false, new KafkaException(reason), now);
  }

  private static RawRecord record(byte[] raw, long index) {
    return new RawRecord(raw, index, index + raw.length, 1, false, true);
  }

  /**
   * Puts an event or reject into bytes; an event that does not fit the contract's schema becomes a
   * reject.
   *
   * @param raw the record that it came from
   * @throws RetriableException when the registry cannot be reached
   */
  public SourceRecord toKafka(
      SpecificRecord record,
      byte[] raw,
      String location,
      Instant now,
      Map<String, String> partition,
      Map<String, Object> offset) {
    try {
      return mapper.toKafka(record, partition, offset);
    } catch (KafkaException e) {
      if (!isUnfit(e)) {
        throw new RetriableException("cannot serialize a record: " + e.getMessage(), e);
      }
      SpecificRecord reject = mapper.unfit(record(raw, 0), location, false, e, now);
      return mapper.toKafka(reject, partition, offset);
    }
  }

  /** Whether a record itself is at fault, rather than the registry or the way to it. */
  static boolean isUnfit(KafkaException e) {
    Throwable cause = e.getCause();
    return cause instanceof AvroRuntimeException
        || cause instanceof ClassCastException
        || cause instanceof NullPointerException;
  }

  @SuppressWarnings("unchecked") // a serializer of events takes any record of the contract
  static Serializer<Object> serializer(AbstractConfig config) {
    try {
      Serializer<Object> serializer =
          (Serializer<Object>)
              config
                  .getClass(EventSettings.EVENT_SERIALIZER)
                  .asSubclass(Serializer.class)
                  .getDeclaredConstructor()
                  .newInstance();
      serializer.configure(EventSettings.serializerSettings(config), false);
      return serializer;
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new ConnectException(
          "%s=%s must be a Kafka serializer with a constructor without arguments: %s"
              .formatted(
                  EventSettings.EVENT_SERIALIZER,
                  config.getClass(EventSettings.EVENT_SERIALIZER).getName(),
                  e),
          e);
    }
  }

  @Override
  public void close() {
    serializer.close();
  }
}
