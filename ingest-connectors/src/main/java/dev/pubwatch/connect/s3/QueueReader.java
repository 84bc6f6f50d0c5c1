package dev.pubwatch.connect.s3;

import dev.pubwatch.connect.Cursor;
import dev.pubwatch.connect.s3.HeldMessages.Held;
import dev.pubwatch.connect.s3.QueueCounts.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Objects that a queue tells of, in the order of its messages.
 *
 * <p>A queue gives a message again, to this task or its successor, until it is deleted, and it is
 * deleted once Kafka has its events and Connect their offsets. So the cursor has the ids of the
 * objects that were read last, by the time when they were read, and what comes again is known by
 * them. What listing read before the queue was set is known by the offsets of the listed prefixes.
 * An object that was read in part is gone on with at the start, without its message.
 */
final class QueueReader extends ObjectFeed {
  private static final Logger log = LoggerFactory.getLogger(QueueReader.class);

  /** Longest that SQS keeps a message. */
  private static final Duration RETENTION = Duration.ofDays(14);

  private static final Duration FULL_FOR = Duration.ofSeconds(1);

  /** An object to read; resume: how its part was delivered; last: nothing more in its message. */
  private record Work(
      String key, @Nullable String message, boolean last, @Nullable Underway resume) {}

  private record Underway(String id, long events) {}

  private record ListedBefore(String prefix, Cursor cursor) {}

  private final String url;
  private final String bucket;
  private final List<String> prefixes;
  private final int maxHeld;
  private final MessageQueue queue;
  private final HeldMessages held;
  private final QueueCounts counts;
  private final ScheduledExecutorService prolonging;
  private final List<ListedBefore> listed = new ArrayList<>();
  private final Deque<Work> work = new ArrayDeque<>();
  private @Nullable Listed current;
  private Instant now;
  private Instant due = Instant.MIN;
  private boolean asked;

  QueueReader(
      S3SourceConfig config,
      String url,
      HeldMessages held,
      OffsetStorageReader stored,
      Instant now) {
    this(config, url, held, stored, stored.offset(config.queuePartition(url)), now);
  }

  private QueueReader(
      S3SourceConfig config,
      String url,
      HeldMessages held,
      OffsetStorageReader stored,
      @Nullable Map<String, ?> offset,
      Instant now) {
    super(
        config.queuePartition(url),
        Cursor.resume(
            offset, now.minus(RETENTION), RETENTION, config.getInt(S3SourceConfig.OVERLAP_MAX_IDS)),
        offset);
    this.url = url;
    this.bucket = config.getString(S3SourceConfig.BUCKET);
    this.prefixes = config.prefixes();
    this.maxHeld = config.getInt(S3SourceConfig.OVERLAP_MAX_IDS) / 2;
    this.held = held;
    this.now = now;
    this.counts = new QueueCounts(url, now);
    resume(offset);
    for (String prefix : prefixes) {
      Map<String, Object> before = stored.offset(config.partition(prefix));
      if (before != null) {
        listed.add(
            new ListedBefore(prefix, Cursor.resume(before, now, Duration.ZERO, Integer.MAX_VALUE)));
        resume(before);
      }
    }
    this.queue = new MessageQueue(config, url);
    this.prolonging = Executors.newSingleThreadScheduledExecutor(QueueReader::thread);
    long thirdMillis = config.getInt(S3SourceConfig.QUEUE_VISIBILITY_SECONDS) * 1000L / 3;
    var unused =
        prolonging.scheduleWithFixedDelay(
            this::prolong, thirdMillis, thirdMillis, TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable run) {
    Thread thread = new Thread(run, "pubwatch-queue-visibility");
    thread.setDaemon(true);
    return thread;
  }

  /** Puts first what was read in part. */
  private void resume(@Nullable Map<String, ?> offset) {
    if (offset != null && offset.get(S3Offsets.OBJECT) instanceof String id && !id.isEmpty()) {
      String key = id.substring(0, Math.max(id.lastIndexOf(' '), 0));
      work.add(new Work(key, null, false, new Underway(id, S3Offsets.events(offset))));
    }
  }

  @Override
  String name() {
    return bucket + " by " + url;
  }

  @Override
  Instant due() {
    return work.isEmpty() ? due : Instant.MIN;
  }

  @Override
  void begin() {
    super.begin();
    asked = false;
    counts.tell(now);
    deleteDone();
  }

  @Override
  void sent(SourceRecord record) {
    asked = true; // what was read does not wait for more
    held.send(record);
  }

  @Override
  @Nullable Listed current(ObjectStore store, Instant at) {
    now = at.isAfter(cursor().from()) ? at : cursor().from();
    while (current == null) {
      Work next = work.peek();
      if (next != null) {
        current = find(store, next);
        if (current == null) {
          done();
        }
      } else if (asked || !ask()) {
        return null;
      }
    }
    return current;
  }

  /** The object as it is now; null when there is nothing to read. */
  private @Nullable Listed find(ObjectStore store, Work next) {
    Listed found = store.find(next.key());
    Underway resume = next.resume();
    if (found == null || (resume != null && !resume.id().equals(found.id()))) {
      counts.add(Fate.GONE, 1);
      String shown = next.key().replaceAll("\\p{Cntrl}", "?");
      log.info("{} was removed or replaced before it was read", shown);
      return null;
    }
    if (!isNew(found)) {
      counts.add(Fate.REPEATED, 1);
      return null;
    }
    if (resume != null) {
      resume(resume.id(), resume.events());
    }
    return found;
  }

  private boolean isNew(Listed found) {
    return cursor().isNew(found.id(), now)
        && listed.stream()
            .filter(before -> found.key().startsWith(before.prefix()))
            .allMatch(before -> before.cursor().isNew(found.id(), found.modified()));
  }

  /** Asks for messages, once for each batch; false when there are none to be read. */
  private boolean ask() {
    asked = true;
    if (held.size() >= maxHeld) {
      due = now.plus(FULL_FOR);
      return false;
    }
    due = Instant.MIN;
    queue.receive().forEach(this::take);
    return !work.isEmpty();
  }

  private void take(MessageQueue.Message message) {
    try {
      Notification notification = Notification.parse(message.body());
      if (!held.hold(message.id(), message.receipt())) {
        return;
      }
      counts.add(Fate.OTHER_EVENT, notification.others());
      List<Notification.Created> ours =
          notification.created().stream().filter(this::isOurs).toList();
      for (int i = 0; i < ours.size(); i++) {
        boolean last = i == ours.size() - 1;
        work.add(new Work(ours.get(i).key(), message.id(), last, null));
      }
      if (ours.isEmpty()) {
        held.done(message.id());
      }
    } catch (Notification.MalformedException e) {
      counts.add(Fate.MALFORMED, 1);
      log.warn("{}: message {} is left to the queue: {}", url, message.id(), e.getMessage());
    }
  }

  private boolean isOurs(Notification.Created created) {
    if (!created.bucket().equals(bucket)) {
      counts.add(Fate.OTHER_BUCKET, 1);
      return false;
    }
    if (prefixes.stream().noneMatch(created.key()::startsWith)
        || !Layout.holdsRecords(created.key())) {
      counts.add(Fate.OTHER_KEY, 1);
      return false;
    }
    return true;
  }

  @Override
  void finished(Listed object, Cursor cursor) {
    cursor.deliver(object.id(), now);
    counts.add(Fate.READ, 1);
    current = null;
    done();
  }

  private void done() {
    Work last = work.remove();
    String message = last.message();
    if (message != null && last.last()) {
      held.done(message);
    }
  }

  @Override
  void advance(Listed object, Cursor cursor) {
    cursor.advanceTo(now);
  }

  /** What became of messages and objects since the start. */
  QueueCounts counts() {
    return counts;
  }

  private void deleteDone() {
    List<Held> deletable = held.deletable();
    for (Held settled : queue.delete(deletable)) {
      held.release(settled.id());
      counts.add(Fate.DELETED, 1);
    }
  }

  private void prolong() {
    try {
      queue.prolong(held.all());
    } catch (RuntimeException e) { // any other end of it would end all that follow
      log.warn("{}: messages may come again while they are read: {}", url, e.getMessage());
    }
  }

  /** Deletes what may be deleted and gives back the rest, as far as the queue can be reached. */
  @Override
  public void close() {
    prolonging.shutdownNow();
    super.close();
    try {
      deleteDone();
      queue.giveBack(held.all());
    } catch (SdkException e) {
      log.info("{}: messages come again after their timeout: {}", url, e.getMessage());
    }
    queue.close();
    counts.tell();
  }
}
