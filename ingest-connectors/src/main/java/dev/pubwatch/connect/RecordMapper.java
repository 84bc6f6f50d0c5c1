package dev.pubwatch.connect;

import dev.pubwatch.events.Reject;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.RawRecord;
import dev.pubwatch.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Turns raw records into what goes to Kafka: events, or a reject with its reason. */
final class RecordMapper {
  private static final String DEFAULT_PREFIX = "pubwatch.";

  private final Format format;
  private final FormatContext context;
  private final String topicPrefix;
  private final int maxRecordBytes;
  private final Serializer<Object> serializer;

  /**
   * @param context its time is ignored
   */
  RecordMapper(
      Format format,
      FormatContext context,
      String topicPrefix,
      int maxRecordBytes,
      Serializer<Object> serializer) {
    this.format = format;
    this.context = context;
    this.topicPrefix = topicPrefix;
    this.maxRecordBytes = maxRecordBytes;
    this.serializer = serializer;
  }

  /** Whether a last record without its end can be read as it stands. */
  boolean isWhole(RawRecord record) {
    return !record.truncated() && format.parse(record.bytes(), context) instanceof Parsed.Events;
  }

  /** What a record holds: its events, one reject, or nothing. */
  List<SpecificRecord> parse(RawRecord record, String path, boolean counted, Instant now) {
    if (record.truncated()) {
      String reason =
          "the record is longer than max.record.bytes=%d: %d bytes"
              .formatted(maxRecordBytes, sizeOf(record));
      return List.of(reject(record, location(record, path, counted), reason, now));
    }
    FormatContext at = new FormatContext(context.hasher(), context.source(), now);
    Parsed parsed = format.parse(record.bytes(), at);
    if (parsed instanceof Parsed.Reject reject) {
      String reason =
          record.terminated() ? reject.reason() : "the file ends before it: " + reject.reason();
      return List.of(reject(record, location(record, path, counted), reason, now));
    }
    return ((Parsed.Events) parsed).events();
  }

  /** A reject of a record whose event does not fit the contract's schema. */
  Reject unfit(RawRecord record, String path, boolean counted, KafkaException e, Instant now) {
    return reject(record, location(record, path, counted), String.valueOf(e.getMessage()), now);
  }

  private static String location(RawRecord record, String path, boolean counted) {
    return counted
        ? "%s:%d@%d".formatted(path, record.line(), record.startOffset())
        : "%s@%d".formatted(path, record.startOffset());
  }

  /** A reject of a whole file, or of what could not be reached of it. */
  Reject reject(Found.Fault fault, Instant now) {
    String path = fault.file().state().path().toString();
    RawRecord rest = fault.rest();
    Content content = fault.file().content();
    if (rest != null && content != null) {
      return reject(rest, location(rest, path, content.position().line() > 0), fault.reason(), now);
    }
    String location = content == null ? path : path + "@" + content.position().offset();
    RawRecord nothing = new RawRecord(new byte[0], 0, 0, 1, false, false);
    return reject(nothing, location, fault.reason(), now);
  }

  private Reject reject(RawRecord record, String location, String reason, Instant now) {
    return Rejects.of(
        source(), format.name(), location, reason, record.bytes(), sizeOf(record), now);
  }

  /** Of a record that was cut, its line end is part. */
  private static long sizeOf(RawRecord record) {
    return record.truncated() ? record.endOffset() - record.startOffset() : record.bytes().length;
  }

  private String source() {
    String name = context.source();
    return name == null ? format.name() : name;
  }

  /**
   * Puts records into bytes.
   *
   * @param skip how many of them were delivered before
   * @param during the position while only some were delivered; its ordinal is replaced
   * @param after the position once all were
   */
  List<SourceRecord> toKafka(
      List<SpecificRecord> records,
      long skip,
      Map<String, String> partition,
      Position during,
      Position after,
      String path) {
    List<SourceRecord> mapped = new ArrayList<>();
    for (int i = (int) Math.min(skip, records.size()); i < records.size(); i++) {
      boolean last = i == records.size() - 1;
      Position position =
          last ? after : new Position(during.offset(), i + 1L, during.line(), during.tail());
      mapped.add(toKafka(records.get(i), partition, position.toMap(path)));
    }
    return mapped;
  }

  /** Puts one event or reject into bytes. */
  SourceRecord toKafka(
      SpecificRecord record, Map<String, String> partition, Map<String, Object> offset) {
    if (record instanceof Reject reject) {
      Instant time = reject.getTime();
      return toKafka(Topics.REJECTS, reject.getSource(), time, reject, partition, offset);
    }
    Envelope to = Envelope.of(record);
    return toKafka(to.topic(), to.key(), to.time(), record, partition, offset);
  }

  private SourceRecord toKafka(
      String topic,
      String key,
      @Nullable Instant time,
      SpecificRecord record,
      Map<String, String> partition,
      Map<String, Object> offset) {
    String name = topicPrefix + topic.substring(DEFAULT_PREFIX.length());
    return new SourceRecord(
        partition,
        offset,
        name,
        null,
        Schema.STRING_SCHEMA,
        key,
        Schema.BYTES_SCHEMA,
        serializer.serialize(name, record),
        time == null ? null : time.toEpochMilli());
  }
}
