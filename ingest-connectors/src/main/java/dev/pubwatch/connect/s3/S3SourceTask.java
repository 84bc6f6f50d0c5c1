package dev.pubwatch.connect.s3;

import dev.pubwatch.connect.Versions;
import dev.pubwatch.schemas.AvroTrust;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private @Nullable S3TaskRun running;

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
    log.info("reads {} of {}", config.prefixes(), config.getString(S3SourceConfig.BUCKET));
  }

  @Override
  public @Nullable List<SourceRecord> poll() throws InterruptedException {
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
  public void stop() {
    stopped.countDown();
    S3TaskRun last = running;
    if (last != null) {
      last.close();
    }
  }
}
