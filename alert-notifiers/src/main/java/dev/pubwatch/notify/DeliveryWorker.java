package dev.pubwatch.notify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the outbox to one channel: at least once, an incident's notices in order, progress
 * committed after each delivery. A receiver that is down is tried again for days; a notice that it
 * refuses for good, or fails at for days, goes to the dead-letter topic and holds up no other.
 *
 * <p>Between two tries the consumer is polled, so that waiting never costs it its partitions.
 */
final class DeliveryWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final IncidentChannel channel;
  private final org.apache.kafka.clients.consumer.Consumer<String, Outgoing> outbox;
  private final Producer<String, Outgoing> deadLetters;
  private final References references;
  private final TokenBucket bucket;
  private final Consumer<Throwable> onFailure;
  private final LongSupplier nanoTime;
  private final Random jitter = new Random();
  private final Window window = new Window();
  private int failuresInARow;
  private long channelDueNanos;
  private @Nullable Unfinished unfinished;
  private boolean prepared = true;
  private int brokerFailures;
  private long brokerDueNanos;
  private long delivered;
  private long retries;
  private long lettersWritten;
  private long unreadable;
  private volatile ChannelStatus status;
  private volatile boolean stopped;

  DeliveryWorker(
      IncidentChannel channel,
      org.apache.kafka.clients.consumer.Consumer<String, Outgoing> outbox,
      Producer<String, Outgoing> deadLetters,
      References references,
      Rate rate,
      Consumer<Throwable> onFailure,
      LongSupplier nanoTime) {
    this.channel = channel;
    this.outbox = outbox;
    this.deadLetters = deadLetters;
    this.references = references;
    this.bucket = new TokenBucket(rate, nanoTime.getAsLong());
    this.onFailure = onFailure;
    this.nanoTime = nanoTime;
    this.channelDueNanos = nanoTime.getAsLong();
    this.brokerDueNanos = channelDueNanos;
    this.status = new ChannelStatus(channel.name(), 0, 0, 0, 0, 0);
  }

  @Override
  public void run() {
    try (outbox;
        deadLetters;
        references;
        channel) {
      subscribe();
      while (!stopped) {
        step();
      }
    } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
      LOG.debug("channel {} stops", channel.name());
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }

  void subscribe() {
    outbox.subscribe(List.of(Names.OUTBOX), new Assignment());
  }

  /** Takes what has come, tries one notice if one is due, and commits. */
  void step() throws InterruptedException {
    poll();
    catchUp();
    Window.Lane lane = window.next();
    if (isReady() && lane != null && untilDueNanos(lane) <= 0) {
      attempt(lane);
    }
    commit();
    status =
        new ChannelStatus(
            channel.name(), delivered, retries, lettersWritten, unreadable, window.size());
  }

  private void poll() {
    if (window.isFull() || !prepared) {
      outbox.pause(outbox.assignment());
    } else {
      outbox.resume(outbox.paused());
    }
    try {
      outbox.poll(pollFor()).forEach(this::take);
    } catch (RecordDeserializationException e) {
      cannotRead(e);
    }
  }

  private void take(ConsumerRecord<String, Outgoing> record) {
    if (record.value() != null && record.value().to(channel.name()) == null) {
      window.skip(new TopicPartition(record.topic(), record.partition()), record.offset());
    } else {
      window.take(record, nanoTime.getAsLong());
    }
  }

  private void cannotRead(RecordDeserializationException e) {
    if (Unreadable.isTheRecord(e)) {
      LOG.error("channel {} passes over a record: {}", channel.name(), e.getMessage());
      unreadable++;
      window.skip(e.topicPartition(), e.offset());
      outbox.seek(e.topicPartition(), e.offset() + 1);
    } else if (Unreadable.mayPass(e)) {
      LOG.warn("channel {}: the outbox cannot be read now: {}", channel.name(), e.getMessage());
    } else {
      throw e;
    }
  }

  private Duration pollFor() {
    Window.Lane lane = window.next();
    return lane == null || !isReady()
        ? POLL
        : Duration.ofNanos(Math.max(0, Math.min(POLL.toNanos(), untilDueNanos(lane))));
  }

  private long untilDueNanos(Window.Lane lane) {
    long nowNanos = nanoTime.getAsLong();
    long wait = Math.max(lane.dueNanos() - nowNanos, channelDueNanos - nowNanos);
    return Math.max(wait, bucket.waitNanos(nowNanos));
  }

  private void attempt(Window.Lane lane) throws InterruptedException {
    ConsumerRecord<String, Outgoing> record = lane.record();
    long startedNanos = nanoTime.getAsLong();
    bucket.take(startedNanos);
    try {
      References.Last arrived = deliver(record.value());
      failuresInARow = 0;
      delivered++;
      String id = String.valueOf(record.key());
      finish(lane, () -> note(id, arrived));
    } catch (DeliveryException e) {
      failed(lane, e, startedNanos);
    }
  }

  /** What is to be noted; null when it arrived before, and its progress was not committed. */
  private References.@Nullable Last deliver(@Nullable Outgoing outgoing)
      throws DeliveryException, InterruptedException {
    Notice notice = outgoing == null ? null : outgoing.to(channel.name());
    if (notice == null) {
      throw DeliveryException.permanent("the record is empty");
    }
    References.Last last = references.last(notice.incidentId());
    if (last != null && last.revision() >= notice.revision()) {
      return null;
    }
    String reference = tell(notice, last == null ? null : last.reference());
    return new References.Last(notice.revision(), reference);
  }

  private void note(String incidentId, References.@Nullable Last arrived)
      throws InterruptedException {
    if (arrived != null) {
      references.delivered(incidentId, arrived);
    }
  }

  /** What Kafka must take before the lane's first record is done with. */
  private interface Write {
    void run() throws InterruptedException;
  }

  private record Unfinished(
      Window.Lane lane, ConsumerRecord<String, Outgoing> record, Write write) {}

  private void finish(Window.Lane lane, Write write) throws InterruptedException {
    unfinished = new Unfinished(lane, lane.record(), write);
    catchUp();
  }

  private boolean isReady() {
    return prepared && unfinished == null;
  }

  /** A broker that is away ends nothing: what it must take or tell waits for it, and no more. */
  private void catchUp() throws InterruptedException {
    if (isReady() || brokerDueNanos - nanoTime.getAsLong() > 0) {
      return;
    }
    try {
      Unfinished last = unfinished;
      if (last != null) {
        last.write().run();
        unfinished = null;
        window.done(last.lane(), last.record(), nanoTime.getAsLong());
      }
      if (!prepared) {
        prepare(outbox.assignment());
      }
      brokerFailures = 0;
    } catch (RetriableException e) {
      Duration wait = Backoff.OF_CHANNEL.wait(++brokerFailures, null, jitter);
      brokerDueNanos = nanoTime.getAsLong() + wait.toNanos();
      LOG.warn(
          "channel {} waits for Kafka, the next try is in {} ms: {}",
          channel.name(),
          wait.toMillis(),
          e.toString());
    }
  }

  /** What was done before is known before anything is taken. */
  private void prepare(Collection<TopicPartition> partitions) {
    references.load();
    outbox
        .committed(Set.copyOf(partitions))
        .forEach(
            (partition, committed) -> {
              if (committed != null) {
                window.assign(partition, committed);
              }
            });
    prepared = true;
  }

  /** A fault of the channel's own code must cost one notice at most, not the channel. */
  private @Nullable String tell(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    try {
      return channel.deliver(notice, reference);
    } catch (RuntimeException e) {
      LOG.error("channel {} failed on {}", channel.name(), notice.incidentId(), e);
      throw DeliveryException.permanent(e.toString());
    }
  }

  private void failed(Window.Lane lane, DeliveryException why, long triedNanos)
      throws InterruptedException {
    int failures = lane.failed(triedNanos);
    long nowNanos = nanoTime.getAsLong();
    if (why.isPermanent()
        || lane.failingForNanos(nowNanos) >= Backoff.OF_NOTICE.giveUpAfter().toNanos()) {
      giveUp(lane, why);
      return;
    }
    retries++;
    failuresInARow++;
    Duration rest = Backoff.OF_CHANNEL.wait(failuresInARow, why.retryAfter(), jitter);
    Duration wait = Backoff.OF_NOTICE.wait(failures, why.retryAfter(), jitter);
    channelDueNanos = nowNanos + rest.toNanos();
    lane.postponeTo(nowNanos + wait.toNanos());
    LOG.warn(
        "channel {}: {}; {} is tried again in {} ms",
        channel.name(),
        why.getMessage(),
        lane.record().key(),
        wait.toMillis());
  }

  private void giveUp(Window.Lane lane, DeliveryException why) throws InterruptedException {
    ConsumerRecord<String, Outgoing> record = lane.record();
    LOG.error("channel {} gives up on {}: {}", channel.name(), record.key(), why.getMessage());
    ProducerRecord<String, Outgoing> letter =
        new ProducerRecord<>(Names.DEAD_LETTERS, record.key(), record.value());
    letter.headers().add("channel", channel.name().getBytes(StandardCharsets.UTF_8));
    String reason = String.valueOf(why.getMessage());
    letter.headers().add("reason", reason.getBytes(StandardCharsets.UTF_8));
    finish(lane, () -> write(letter));
  }

  private void write(ProducerRecord<String, Outgoing> letter) throws InterruptedException {
    try {
      deadLetters.send(letter).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException cause) {
        throw cause;
      }
      throw new IllegalStateException("the dead letter was not written", e.getCause());
    }
    lettersWritten++;
  }

  /** What cannot be committed now is committed after the next step. */
  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = window.toCommit();
    if (offsets.isEmpty()) {
      return;
    }
    try {
      outbox.commitSync(offsets);
      window.committed(offsets);
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.info("channel {}: partitions move, progress is committed later", channel.name());
    } catch (RetriableException e) {
      LOG.warn("channel {}: progress cannot be committed now: {}", channel.name(), e.toString());
    }
  }

  ChannelStatus status() {
    return status;
  }

  /** Returns at once; the thread ends within a poll and a delivery's time limit. */
  void stop() {
    stopped = true;
  }

  /** Takes up a partition where it was left, and lets go of what was taken of one that leaves. */
  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      try {
        prepare(partitions);
      } catch (RetriableException e) {
        prepared = false;
        outbox.pause(partitions);
        LOG.warn("channel {}: what was done is not known yet: {}", channel.name(), e.toString());
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit();
      window.drop(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      window.drop(partitions);
    }
  }
}
