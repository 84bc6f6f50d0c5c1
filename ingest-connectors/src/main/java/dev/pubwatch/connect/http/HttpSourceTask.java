package dev.pubwatch.connect.http;

import dev.pubwatch.connect.Versions;
import dev.pubwatch.schemas.AvroTrust;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the streams of one task of {@link HttpSourceConnector}. */
public final class HttpSourceTask extends SourceTask {
  private static final Logger log = LoggerFactory.getLogger(HttpSourceTask.class);

  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable HttpTaskRun running;

  /** For Connect. */
  public HttpSourceTask() {
    this(InstantSource.system());
  }

  HttpSourceTask(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String version() {
    return Versions.own();
  }

  @Override
  public void start(Map<String, String> properties) {
    AvroTrust.init();
    HttpSourceConfig config = new HttpSourceConfig(properties);
    running =
        new HttpTaskRun(config, context.offsetStorageReader(), clock, RandomGenerator.getDefault());
    log.info("asks {} for {} of {}", config.url(), config.streams(), config.preset().name());
  }

  @Override
  public @Nullable List<SourceRecord> poll() throws InterruptedException {
    HttpTaskRun now = running;
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
    HttpTaskRun last = running;
    if (last != null) {
      last.close();
    }
  }
}
