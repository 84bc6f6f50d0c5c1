package dev.pubwatch.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Waits on a topic for the record that speaks of a marker. */
final class LastResult implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 900;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

  private LastResult(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Empties a topic of one partition, since the live job does not repeat what it finds there. */
  static LastResult on(String topic, String bootstrap)
      throws InterruptedException, ExecutionException {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
    }
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    return new LastResult(consumer);
  }

  /**
   * Returns once a record holds the text; the next wait goes on behind that record.
   *
   * @param ended completes when the job ends, which it must not do before
   */
  void await(String text, CompletableFuture<?> ended)
      throws ExecutionException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      while (polled.hasNext()) {
        // Avro keeps text as it is.
        if (new String(polled.next().value(), StandardCharsets.UTF_8).contains(text)) {
          return;
        }
      }
      polled = consumer.poll(Duration.ofMillis(200)).iterator();
      if (ended.isDone()) {
        ended.get();
        throw new IllegalStateException("the job ended before its last result");
      }
    }
    throw new TimeoutException("no last result within %d s".formatted(PATIENCE_SECONDS));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
