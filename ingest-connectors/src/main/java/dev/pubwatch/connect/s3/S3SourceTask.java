package dev.pubwatch.connect.s3;

import dev.pubwatch.connect.Versions;
import dev.pubwatch.schemas.AvroTrust;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the prefixes of one task of {@link S3SourceConnector}. */
public final class S3SourceTask extends SourceTask {
  private static final Logger log = LoggerFactory.getLogger(S3SourceTask.class);

  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable S3TaskRun running;
  private volatile @Nullable Thread polling;

  /** For Connect. */
  public S3SourceTask() {
    this(InstantSource.system());
  }

  S3SourceTask(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String version() {
    return Versions.own();
  }

  @Override
  public void start(Map<String, String> properties) {
    AvroTrust.init();
    S3SourceConfig config = new S3SourceConfig(properties);
    running = new S3TaskRun(config, context.offsetStorageReader(), clock);
    String queue = config.queueUrl();
    log.info(
        "reads {} of {}{}",
        config.prefixes(),
        config.getString(S3SourceConfig.BUCKET),
        queue == null ? "" : " by " + queue);
  }

  @Override
  public @Nullable List<SourceRecord> poll() throws InterruptedException {
    polling = Thread.currentThread();
    S3TaskRun now = running;
    if (now == null) {
      throw new IllegalStateException("poll was called before start");
    }
    if (stopped.await(now.untilDue().toNanos(), TimeUnit.NANOSECONDS)) {
      return null;
    }
    List<SourceRecord> batch = now.poll();
    return batch.isEmpty() ? null : batch;
  }

  @Override
  public void commitRecord(SourceRecord sent, @Nullable RecordMetadata metadata) {
    S3TaskRun now = running;
    if (now != null) {
      now.held().acknowledge(sent);
    }
  }

  /**
   * Offsets were stored. A worker with exactly-once support calls this in the thread that polls,
   * after the transaction that has all records of which it told; others from a thread that stores
   * offsets now and then, while records go on being acknowledged.
   */
  @Override
  public void commit() {
    S3TaskRun now = running;
    if (now != null) {
      now.held().commit(Thread.currentThread().equals(polling));
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
    S3TaskRun last = running;
    if (last != null) {
      last.close();
    }
  }
}
