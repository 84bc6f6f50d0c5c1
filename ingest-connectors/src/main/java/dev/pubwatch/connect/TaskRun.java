package dev.pubwatch.connect;

import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.RawRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** A task from its start to its stop. Safe to close while another thread polls. */
final class TaskRun implements AutoCloseable {
  private static final long MAX_BATCH_BYTES = 8L << 20;

  /** Looking at the file system takes at most one part in so many of the time. */
  private static final long SCAN_SHARE = 10;

  private final FollowedFiles files;
  private final RecordMapper mapper;
  private final Serializer<Object> serializer;
  private final InstantSource clock;
  private final int batchMaxRecords;
  private final long pollNanos;
  private long nextScanNanos = System.nanoTime();
  private @Nullable Found unsent;
  private boolean hasMore;
  private boolean closed;

  TaskRun(FileSourceConfig config, OffsetStorageReader stored, InstantSource clock) {
    this.clock = clock;
    this.batchMaxRecords = config.getInt(FileSourceConfig.BATCH_MAX_RECORDS);
    this.pollNanos = config.getLong(FileSourceConfig.POLL_INTERVAL_MS) * 1_000_000;
    int maxRecordBytes = config.getInt(FileSourceConfig.MAX_RECORD_BYTES);
    Format format = config.format();
    this.serializer = EventRecords.serializer(config);
    this.mapper =
        new RecordMapper(
            format,
            new FormatContext(config.hasher(), config.sourceName(), null),
            config.getString(FileSourceConfig.TOPIC_PREFIX),
            maxRecordBytes,
            serializer);
    this.files =
        new FollowedFiles(
            new FileFinder(config.paths(), share(config)),
            new Contents(stored),
            format.framing(),
            maxRecordBytes,
            mapper::isWhole,
            config.startsAtEnd(),
            clock);
  }

  /** Which files this task reads: those of its share of the folders. */
  static Predicate<Path> share(FileSourceConfig config) {
    int count = config.getInt(FileSourceConfig.TASK_COUNT);
    int number = config.getInt(FileSourceConfig.TASK_NUMBER);
    return path -> Math.floorMod(String.valueOf(path.getParent()).hashCode(), count) == number;
  }

  /** Whether there is something to deliver without another look at the file system. */
  synchronized boolean hasMore() {
    return hasMore;
  }

  /** Time until the next look at the file system is due. */
  synchronized long nanosToScan() {
    return Math.max(nextScanNanos - System.nanoTime(), 0);
  }

  /**
   * The next batch, perhaps empty.
   *
   * @throws RetriableException when the registry cannot be reached; nothing is lost by it
   */
  synchronized List<SourceRecord> poll() {
    List<SourceRecord> batch = new ArrayList<>();
    if (closed) {
      return batch;
    }
    if (unsent == null) {
      scanIfDue();
    }
    Map<Content, SourceRecord> latest = new LinkedHashMap<>();
    long bytes = 0;
    hasMore = true;
    while (hasMore && batch.size() < batchMaxRecords && bytes < MAX_BATCH_BYTES) {
      Found found = unsent != null ? unsent : files.next();
      hasMore = found != null && send(found, batch, latest);
      bytes += batch.isEmpty() ? 0 : sizeOf(batch.get(batch.size() - 1));
    }
    latest.forEach(TaskRun::noteComplete);
    return batch;
  }

  private static long sizeOf(SourceRecord record) {
    return ((byte[]) record.value()).length;
  }

  /** Tells the offset that the compressed file it is about was read to its end. */
  @SuppressWarnings("unchecked") // the map that Position made
  private static void noteComplete(Content content, SourceRecord record) {
    if (content.completeSize() >= 0) {
      ((Map<String, Object>) record.sourceOffset()).put(Position.COMPLETE, content.completeSize());
    }
  }

  private void scanIfDue() {
    long start = System.nanoTime();
    if (start - nextScanNanos >= 0) {
      files.scan();
      long end = System.nanoTime();
      nextScanNanos = Math.max(start + pollNanos, end + (end - start) * (SCAN_SHARE - 1));
    }
  }

  /** Adds what was found to the batch; keeps it for the next poll when that fails. */
  private boolean send(Found found, List<SourceRecord> batch, Map<Content, SourceRecord> latest) {
    unsent = found;
    try {
      if (found instanceof Found.Cut record) {
        List<SourceRecord> records = records(record);
        batch.addAll(records);
        if (!records.isEmpty()) {
          latest.put(record.file().heldContent(), records.get(records.size() - 1));
        }
      } else {
        batch.add(reject((Found.Fault) found));
      }
      unsent = null;
      return true;
    } catch (KafkaException e) {
      if (batch.isEmpty()) {
        throw new RetriableException("cannot serialize a record: " + e.getMessage(), e);
      }
      return false;
    }
  }

  private List<SourceRecord> records(Found.Cut found) {
    Content content = found.file().heldContent();
    Position before = content.position();
    RawRecord raw = found.raw();
    String path = found.file().state().path().toString();
    Instant now = clock.instant();
    List<SpecificRecord> parsed = mapper.parse(raw, path, before.line() > 0, now);
    Position after = files.after(found.file(), raw, found.reader());
    Position during =
        new Position(
            raw.startOffset(),
            0,
            before.line() > 0 ? raw.line() : 0,
            found.reader().tailAt(raw.startOffset()));
    long skip = before.offset() == raw.startOffset() ? before.ordinal() : 0;
    List<SourceRecord> records;
    try {
      records = mapper.toKafka(parsed, skip, content.partition(), during, after, path);
    } catch (KafkaException e) {
      if (!EventRecords.isUnfit(e)) {
        throw e;
      }
      SpecificRecord reject = mapper.unfit(raw, path, before.line() > 0, e, now);
      records = mapper.toKafka(List.of(reject), 0, content.partition(), during, after, path);
    }
    content.moveTo(after);
    return records;
  }

  private SourceRecord reject(Found.Fault fault) {
    FileState file = fault.file().state();
    Map<String, Object> offset = new HashMap<>(FaultOffset.of(file));
    offset.put(Position.PATH, file.path().toString());
    return mapper.toKafka(
        mapper.reject(fault, clock.instant()), FaultOffset.partition(file), offset);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      files.close();
      serializer.close();
    }
  }
}
