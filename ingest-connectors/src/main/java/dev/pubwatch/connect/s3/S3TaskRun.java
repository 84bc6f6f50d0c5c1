package dev.pubwatch.connect.s3;

import dev.pubwatch.connect.EventRecords;
import dev.pubwatch.events.Reject;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.RawRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A task from its start to its stop. */
final class S3TaskRun implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(S3TaskRun.class);
  private static final Duration BACKOFF = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 8;

  private final ObjectStore store;
  private final EventRecords records;
  private final Framing framing;
  private final InstantSource clock;
  private final int maxRecordBytes;
  private final long maxObjectBytes;
  private final int batchMaxRecords;
  private final List<ObjectFeed> feeds = new ArrayList<>();
  private final HeldMessages held = new HeldMessages();
  private Instant notBefore = Instant.MIN;
  private int failures;

  S3TaskRun(S3SourceConfig config, OffsetStorageReader stored, InstantSource clock) {
    this.clock = clock;
    this.maxRecordBytes = config.getInt(S3SourceConfig.MAX_RECORD_BYTES);
    this.maxObjectBytes = config.getLong(S3SourceConfig.MAX_OBJECT_BYTES);
    this.batchMaxRecords = config.getInt(S3SourceConfig.BATCH_MAX_RECORDS);
    this.framing = Formats.byName(config.formatName()).framing();
    String source = "s3:" + config.getString(S3SourceConfig.BUCKET);
    this.records =
        new EventRecords(
            config,
            config.formatName(),
            config.layout().format() == null ? source : null,
            maxRecordBytes);
    this.store = new ObjectStore(config);
    String queue = config.queueUrl();
    if (queue == null) {
      addPrefixes(config, stored);
    } else {
      feeds.add(new QueueReader(config, queue, held, stored, clock.instant()));
    }
  }

  private void addPrefixes(S3SourceConfig config, OffsetStorageReader stored) {
    Instant start = config.start(clock.instant());
    for (String prefix : config.prefixes()) {
      Map<String, String> partition = config.partition(prefix);
      feeds.add(new PrefixReader(config, prefix, start, stored.offset(partition)));
    }
  }

  /** Messages of the queue, when there is one. */
  HeldMessages held() {
    return held;
  }

  /** Time until there is something to do. */
  Duration untilDue() {
    Instant now = clock.instant();
    Instant due = Instant.MAX;
    for (ObjectFeed feed : feeds) {
      due = feed.due().isBefore(due) ? feed.due() : due;
    }
    due = due.isAfter(notBefore) ? due : notBefore;
    return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
  }

  /**
   * The next batch, perhaps empty.
   *
   * @throws RetriableException when the registry cannot be reached; nothing is lost by it
   * @throws ConnectException when the store refuses
   */
  synchronized List<SourceRecord> poll() {
    List<SourceRecord> batch = new ArrayList<>();
    Instant now = clock.instant();
    for (ObjectFeed feed : feeds) {
      if (batch.isEmpty() && !feed.due().isAfter(now)) {
        read(feed, batch, now);
      }
    }
    return batch;
  }

  private void read(ObjectFeed feed, List<SourceRecord> batch, Instant now) {
    try {
      feed.begin();
      Listed next = feed.current(store, now);
      while (next != null && batch.size() < batchMaxRecords && readObject(feed, next, batch)) {
        next = feed.current(store, now);
      }
      failures = 0;
    } catch (SdkException e) {
      retryLater(feed, e, now);
    } catch (RetriableException e) {
      feed.closeObject();
      if (batch.isEmpty()) {
        throw e;
      }
    }
  }

  private void retryLater(ObjectFeed feed, SdkException fault, Instant now) {
    feed.closeObject();
    boolean refused =
        status(fault) / 100 == 4
            && status(fault) != 408
            && status(fault) != 429
            && !isThrottled(fault);
    if (refused) {
      throw new ConnectException(
          "%s cannot be read: %s".formatted(feed.name(), fault.getMessage()), fault);
    }
    failures = Math.min(failures + 1, MOST_DOUBLINGS);
    notBefore = now.plus(BACKOFF.multipliedBy(1L << (failures - 1)));
    log.warn("{} is read again at {}: {}", feed.name(), notBefore, fault.getMessage());
  }

  /** Queues say so with status 400. */
  private static boolean isThrottled(SdkException fault) {
    return fault instanceof AwsServiceException service && service.isThrottlingException();
  }

  private static int status(SdkException fault) {
    return fault instanceof AwsServiceException service ? service.statusCode() : 0;
  }

  /** Reads on in an object; false when the batch is full before its end. */
  private boolean readObject(ObjectFeed feed, Listed listed, List<SourceRecord> batch) {
    int before = batch.size();
    try {
      checkSize(listed);
      OpenObject object = feed.open(listed, this::fetch);
      RawRecord raw = object.next();
      while (raw != null) {
        List<SpecificRecord> events = records.parse(raw, listed.key(), clock.instant());
        for (SpecificRecord event : events) {
          send(feed, listed, object.nextEvent(), event, raw.bytes(), batch);
        }
        if (batch.size() >= batchMaxRecords) {
          return false;
        }
        raw = object.next();
      }
    } catch (NoSuchObjectException e) {
      log.info("{} was removed or replaced before it was read", listed.key());
    } catch (IOException e) {
      rejectRest(feed, listed, String.valueOf(e.getMessage()), batch);
    }
    feed.finish(listed, batch.size() > before ? offsetOf(batch.get(batch.size() - 1)) : null);
    return true;
  }

  private void checkSize(Listed listed) throws IOException {
    if (listed.sizeBytes() > maxObjectBytes) {
      throw new IOException(
          "the object is larger than max.object.bytes=%d: %d bytes"
              .formatted(maxObjectBytes, listed.sizeBytes()));
    }
  }

  private OpenObject fetch(Listed listed) throws IOException {
    try {
      return OpenObject.open(store, listed, framing, maxRecordBytes);
    } catch (AwsServiceException e) {
      if (e.statusCode() == 404 || e.statusCode() == 412) {
        throw new NoSuchObjectException(listed.key());
      }
      throw e;
    }
  }

  /** The object was removed or replaced since it was listed. */
  private static final class NoSuchObjectException extends IOException {
    private static final long serialVersionUID = 1;

    NoSuchObjectException(String key) {
      super(key);
    }
  }

  /** One reject for what cannot be read of an object, after all events before the fault. */
  private void rejectRest(ObjectFeed feed, Listed listed, String reason, List<SourceRecord> batch) {
    byte[] nothing = new byte[0];
    SpecificRecord reject = records.reject(nothing, listed.key(), 0, reason, clock.instant());
    send(feed, listed, feed.eventsRead(), reject, nothing, batch);
  }

  private void send(
      ObjectFeed feed,
      Listed listed,
      long number,
      SpecificRecord event,
      byte[] raw,
      List<SourceRecord> batch) {
    if (feed.wasDelivered(listed, number)) {
      return;
    }
    Map<String, Object> offset = new HashMap<>();
    SourceRecord sent =
        records.toKafka(event, raw, listed.key(), clock.instant(), feed.partition(), offset);
    feed.deliver(listed, number, offset);
    if (event instanceof Reject reject) {
      sent.headers().addString("pubwatch.reason", reject.getReason());
      sent.headers().addString("pubwatch.cursor", listed.id() + " event " + number);
    }
    batch.add(sent);
    feed.sent(sent);
  }

  @SuppressWarnings("unchecked") // the map that send made
  private static Map<String, Object> offsetOf(SourceRecord record) {
    return (Map<String, Object>) record.sourceOffset();
  }

  @Override
  public synchronized void close() {
    feeds.forEach(ObjectFeed::close);
    store.close();
    records.close();
  }
}
