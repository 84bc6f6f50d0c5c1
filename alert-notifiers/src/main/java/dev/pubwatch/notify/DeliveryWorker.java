package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the outbox to one channel: in order, at least once, the offset committed after each
 * alert. A receiver that is down is tried again for days; what it refuses for good goes to the
 * dead-letter topic, so that one bad alert never holds up the next.
 */
final class DeliveryWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Channel channel;
  private final Backoff backoff;
  private final KafkaConsumer<String, Alert> consumer;
  private final KafkaProducer<String, Alert> deadLetters;
  private final Consumer<Throwable> onFailure;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Random jitter = new Random();

  DeliveryWorker(
      Channel channel,
      Backoff backoff,
      KafkaConsumer<String, Alert> consumer,
      KafkaProducer<String, Alert> deadLetters,
      Consumer<Throwable> onFailure) {
    this.channel = channel;
    this.backoff = backoff;
    this.consumer = consumer;
    this.deadLetters = deadLetters;
    this.onFailure = onFailure;
  }

  @Override
  public void run() {
    try (consumer;
        deadLetters;
        channel) {
      consumer.subscribe(List.of(Names.OUTBOX));
      while (stopped.getCount() > 0) {
        deliver(consumer.poll(POLL));
      }
    } catch (WakeupException | InterruptedException e) {
      LOG.debug("channel {} stops", channel.name());
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }

  private void deliver(ConsumerRecords<String, Alert> records) throws InterruptedException {
    for (ConsumerRecord<String, Alert> record : records) {
      if (!deliver(record)) {
        return;
      }
      consumer.commitSync(
          Map.of(
              new TopicPartition(record.topic(), record.partition()),
              new OffsetAndMetadata(record.offset() + 1)));
    }
  }

  /** Whether the record is done with; false when the worker was told to stop meanwhile. */
  private boolean deliver(ConsumerRecord<String, Alert> record) throws InterruptedException {
    long startedNanos = System.nanoTime();
    for (int failures = 0; stopped.getCount() > 0; ) {
      try {
        channel.deliver(record.value());
        return true;
      } catch (DeliveryException e) {
        failures++;
        boolean tooLong = System.nanoTime() - startedNanos > backoff.giveUpAfter().toNanos();
        if (e.isPermanent() || tooLong) {
          giveUp(record, e);
          return true;
        }
        Duration wait = backoff.wait(failures, e.retryAfter(), jitter);
        LOG.warn(
            "channel {}: {}; next try in {} ms", channel.name(), e.getMessage(), wait.toMillis());
        rest(wait);
      }
    }
    return false;
  }

  /** Waits while the consumer keeps its partitions: a paused consumer polls nothing but lives. */
  private void rest(Duration wait) throws InterruptedException {
    consumer.pause(consumer.assignment());
    long endNanos = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0; left = endNanos - System.nanoTime()) {
      if (stopped.await(Math.min(left, TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS)) {
        return;
      }
      consumer.poll(Duration.ZERO);
    }
    consumer.resume(consumer.paused());
  }

  private void giveUp(ConsumerRecord<String, Alert> record, DeliveryException why)
      throws InterruptedException {
    LOG.error("channel {} gives up on {}: {}", channel.name(), record.key(), why.getMessage());
    ProducerRecord<String, Alert> letter =
        new ProducerRecord<>(Names.DEAD_LETTERS, record.key(), record.value());
    letter.headers().add("channel", channel.name().getBytes(StandardCharsets.UTF_8));
    String reason = String.valueOf(why.getMessage());
    letter.headers().add("reason", reason.getBytes(StandardCharsets.UTF_8));
    try {
      deadLetters.send(letter).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the dead letter was not written", e.getCause());
    }
  }

  /** Returns at once; the thread ends within a poll or a delivery's time limit. */
  void stop() {
    stopped.countDown();
    consumer.wakeup();
  }
}
