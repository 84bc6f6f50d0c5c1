package dev.pubwatch.connect.s3;

import dev.pubwatch.connect.Cursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Where objects come from, one after the other, and how far they were delivered. */
abstract class ObjectFeed implements AutoCloseable {
  private final Map<String, String> partition;
  private final Cursor cursor;
  private @Nullable OpenObject open;
  private String object;
  private long delivered;

  ObjectFeed(Map<String, String> partition, Cursor cursor, @Nullable Map<String, ?> offset) {
    this.partition = partition;
    this.cursor = cursor;
    this.object = offset != null && offset.get(S3Offsets.OBJECT) instanceof String text ? text : "";
    this.delivered = S3Offsets.events(offset);
  }

  /** For a person. */
  abstract String name();

  /** When there is something to do. */
  abstract Instant due();

  /**
   * The object to read; asks for more when none is known and it is time; null when there is none.
   */
  abstract @Nullable Listed current(ObjectStore store, Instant now);

  /** The current object was read to its end: no longer current. */
  abstract void finished(Listed listed, Cursor cursor);

  /** What follows once the end is in an offset. */
  abstract void advance(Listed listed, Cursor cursor);

  /** A batch begins. */
  void begin() {
    cursor.checkpoint();
  }

  /** A record goes to Kafka. */
  void sent(SourceRecord record) {}

  final Map<String, String> partition() {
    return partition;
  }

  final Cursor cursor() {
    return cursor;
  }

  /** The object at hand, fetched when it is not. */
  final OpenObject open(Listed listed, Fetch fetch) throws IOException {
    OpenObject now = open;
    if (now == null) {
      now = fetch.open(listed);
      open = now;
      begin(listed);
    }
    return now;
  }

  /** Fetches an object. */
  interface Fetch {
    OpenObject open(Listed listed) throws IOException;
  }

  private void begin(Listed listed) {
    if (!isUnderWay(listed)) {
      object = listed.id();
      delivered = 0;
    }
  }

  final boolean isUnderWay(Listed listed) {
    return listed.id().equals(object);
  }

  /** Id of the object of which a part was delivered; empty when there is none. */
  final String underWay() {
    return object;
  }

  /** An object of which a part was delivered elsewhere. */
  final void resume(String id, long events) {
    object = id;
    delivered = events;
  }

  /** How many events the object at hand gave. */
  final long eventsRead() {
    return open == null ? 0 : open.eventsRead();
  }

  /** Whether an event of the object at hand was delivered. */
  final boolean wasDelivered(Listed listed, long event) {
    return isUnderWay(listed) && event < delivered;
  }

  /** One more event of an object was delivered: its offset. */
  final void deliver(Listed listed, long event, Map<String, Object> offset) {
    begin(listed);
    delivered = event + 1;
    write(offset);
  }

  /** The object was read to its end: tells the last offset of it, when there is one. */
  final void finish(Listed listed, @Nullable Map<String, Object> lastOffset) {
    closeObject();
    object = "";
    delivered = 0;
    finished(listed, cursor);
    if (lastOffset != null) {
      write(lastOffset);
    }
    advance(listed, cursor);
  }

  private void write(Map<String, Object> offset) {
    offset.putAll(cursor.toMap());
    offset.put(S3Offsets.OBJECT, object);
    offset.put(S3Offsets.EVENTS, delivered);
  }

  /** Lets go of the object at hand, to be fetched again. */
  final void closeObject() {
    OpenObject last = open;
    open = null;
    if (last != null) {
      try {
        last.close();
      } catch (IOException e) {
        throw new UncheckedIOException("a temporary copy cannot be deleted", e);
      }
    }
  }

  @Override
  public void close() {
    closeObject();
  }
}
