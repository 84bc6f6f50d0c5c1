package dev.pubwatch.connect.http;

import dev.pubwatch.connect.EventRecords;
import dev.pubwatch.events.Reject;
import dev.pubwatch.formats.json.RecordHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task from its start to its stop. */
final class HttpTaskRun implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpTaskRun.class);

  /** A poller that finds nothing makes at most so many requests before the worker is asked back. */
  private static final int REQUESTS_A_POLL = 10;

  /** One stream and what its entries are read with. */
  private record Stream(String name, Poller poller, EventRecords records) {}

  private final Fetcher fetcher;
  private final Pace pace;
  private final InstantSource clock;
  private final int batchMaxRecords;
  private final List<Stream> streams = new ArrayList<>();
  private int turn;
  private volatile boolean closed;

  HttpTaskRun(
      HttpSourceConfig config,
      OffsetStorageReader stored,
      InstantSource clock,
      RandomGenerator random) {
    this.clock = clock;
    this.batchMaxRecords = config.getInt(HttpSourceConfig.BATCH_MAX_RECORDS);
    this.fetcher =
        new Fetcher(
            config.url(),
            config.duration(HttpSourceConfig.REQUEST_TIMEOUT_MS),
            config.getInt(HttpSourceConfig.MAX_RESPONSE_BYTES),
            clock);
    Instant now = clock.instant();
    this.pace =
        new Pace(
            config.requestsPerHour(),
            config.duration(HttpSourceConfig.RETRY_BACKOFF_MS),
            config.duration(HttpSourceConfig.RETRY_BACKOFF_MAX_MS),
            random,
            now);
    Pollers pollers = new Pollers(config, fetcher, config.authentication(), now);
    for (String name : config.streams()) {
      Poller poller = pollers.open(name, stored.offset(config.stream(name).partition()));
      String source = config.preset().sourceOf(name, config.url());
      EventRecords records =
          new EventRecords(config, config.formatName(), source, config.maxRecordBytes());
      streams.add(new Stream(name, poller, records));
    }
  }

  /** Time until there is something to do. */
  Duration untilDue() {
    Instant now = clock.instant();
    Instant due = Instant.MAX;
    for (Stream stream : streams) {
      if (stream.poller().peek() != null) {
        return Duration.ZERO;
      }
      due = stream.poller().due().isBefore(due) ? stream.poller().due() : due;
    }
    Instant allowed = pace.next(now);
    Instant next = due.isAfter(allowed) ? due : allowed;
    return next.isAfter(now.plusSeconds(3600)) ? Duration.ofHours(1) : Duration.between(now, next);
  }

  /**
   * The next batch, perhaps empty.
   *
   * @throws RetriableException when the registry cannot be reached; nothing is lost by it
   * @throws ConnectException when the server refuses
   */
  List<SourceRecord> poll() {
    List<SourceRecord> batch = new ArrayList<>();
    for (int i = 0; i < REQUESTS_A_POLL && batch.isEmpty() && !closed; i++) {
      Stream stream = nextWithEntries();
      if (stream == null) {
        stream = nextDue();
        if (stream == null || !request(stream)) {
          return batch;
        }
      }
      deliver(stream, batch);
    }
    return batch;
  }

  private @Nullable Stream nextWithEntries() {
    for (Stream stream : streams) {
      if (stream.poller().peek() != null) {
        return stream;
      }
    }
    return null;
  }

  /** Streams take turns. */
  private @Nullable Stream nextDue() {
    Instant now = clock.instant();
    if (pace.next(now).isAfter(now)) {
      return null;
    }
    for (int i = 0; i < streams.size(); i++) {
      Stream stream = streams.get((turn + i) % streams.size());
      if (!stream.poller().due().isAfter(now)) {
        turn = (turn + i + 1) % streams.size();
        return stream;
      }
    }
    return null;
  }

  /** Whether the server answered. */
  private boolean request(Stream stream) {
    Instant now = clock.instant();
    pace.spend(now);
    try {
      stream.poller().request(now);
      pace.succeeded();
      return true;
    } catch (HttpFault e) {
      handle(stream, e);
      return false;
    }
  }

  private void handle(Stream stream, HttpFault fault) {
    if (closed) {
      return;
    }
    if (fault.kind() == HttpFault.Kind.REFUSED || fault.kind() == HttpFault.Kind.TOO_LONG) {
      throw new ConnectException(
          "%s cannot be read: %s".formatted(stream.name(), fault.sentence()));
    }
    Instant now = clock.instant();
    Duration wait = fault.waitTime();
    if (wait == null) {
      pace.failed(now);
    } else {
      pace.waitFor(wait, now);
    }
    log.warn(
        "{} is asked again at {}: {} (failure {})",
        stream.name(),
        pace.next(now),
        fault.sentence(),
        pace.failures());
  }

  private void deliver(Stream stream, List<SourceRecord> batch) {
    Poller poller = stream.poller();
    poller.cursor().checkpoint();
    Item item = poller.peek();
    while (item != null && batch.size() < batchMaxRecords) {
      try {
        if (!deliver(stream, item, batch)) {
          return;
        }
      } catch (RetriableException e) {
        if (batch.isEmpty()) {
          throw e;
        }
        return;
      }
      item = poller.peek();
    }
  }

  /** Adds what is new in an entry; false when the batch was full before its end. */
  private boolean deliver(Stream stream, Item item, List<SourceRecord> batch) {
    Instant now = clock.instant();
    List<SpecificRecord> events = events(stream, item, now);
    for (int i = 0; i < events.size(); i++) {
      SpecificRecord event = events.get(i);
      String id = id(event, item);
      Instant time = time(event, item, stream.poller());
      if (!isNew(stream, id, time)) {
        continue;
      }
      if (batch.size() >= batchMaxRecords) {
        return false;
      }
      boolean last = i == events.size() - 1;
      Map<String, Object> offset = new HashMap<>();
      Poller poller = stream.poller();
      SourceRecord sent =
          stream
              .records()
              .toKafka(event, item.raw(), item.location(), now, poller.partition(), offset);
      poller.cursor().deliver(id, time);
      poller.sent(time);
      offset.putAll(poller.cursor().toMap());
      offset.putAll(poller.position(last));
      batch.add(explained(sent, event, poller));
    }
    stream.poller().delivered(item);
    return true;
  }

  private static boolean isNew(Stream stream, String id, Instant time) {
    Poller poller = stream.poller();
    if (poller.isTooLate(time)) {
      log.warn(
          "an entry of {} at {} came later than the overlap allows and is left out",
          stream.name(),
          time);
    }
    return poller.cursor().isNew(id, time);
  }

  /** A reject tells in its headers why, and where the stream was. */
  private static SourceRecord explained(SourceRecord sent, SpecificRecord event, Poller poller) {
    if (event instanceof Reject reject) {
      sent.headers().addString("pubwatch.reason", reject.getReason());
      sent.headers().addString("pubwatch.cursor", poller.cursor().from().toString());
      sent.headers().addString("pubwatch.stream", poller.partition().toString());
    }
    return sent;
  }

  private static List<SpecificRecord> events(Stream stream, Item item, Instant now) {
    String fault = item.fault();
    if (fault != null) {
      return List.of(
          stream.records().reject(item.raw(), item.location(), item.index(), fault, now));
    }
    List<SpecificRecord> events =
        new ArrayList<>(stream.records().parse(item.raw(), item.location(), item.index(), now));
    if (item.time() == null) {
      events.sort(Comparator.comparing(event -> time(event, item, stream.poller())));
    }
    return events;
  }

  private static String id(SpecificRecord event, Item item) {
    if (event instanceof Reject) {
      String raw = new String(item.raw(), StandardCharsets.ISO_8859_1);
      return "reject:" + item.location() + RecordHash.of((Object) raw);
    }
    return String.valueOf(field(event, "event_id"));
  }

  private static Instant time(SpecificRecord event, Item item, Poller poller) {
    Instant time = item.time();
    if (time != null) {
      return time;
    }
    Object told = event instanceof Reject ? null : field(event, "time");
    return told instanceof Instant instant ? instant : poller.cursor().from();
  }

  private static @Nullable Object field(SpecificRecord event, String name) {
    Schema.Field field = event.getSchema().getField(name);
    return field == null ? null : event.get(field.pos());
  }

  @Override
  public void close() {
    closed = true;
    fetcher.close();
    streams.forEach(stream -> stream.records().close());
  }
}
