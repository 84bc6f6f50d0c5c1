package dev.pubwatch.connect;

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

/** Reads the files of one task of {@link FileSourceConnector}. */
public final class FileSourceTask extends SourceTask {
  private static final Logger log = LoggerFactory.getLogger(FileSourceTask.class);

  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable TaskRun running;

  /** For Connect. */
  public FileSourceTask() {
    this(InstantSource.system());
  }

  FileSourceTask(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String version() {
    return Versions.own();
  }

  @Override
  public void start(Map<String, String> properties) {
    AvroTrust.init();
    FileSourceConfig config = new FileSourceConfig(properties);
    running = new TaskRun(config, context.offsetStorageReader(), clock);
    log.info("reads {} as {}", config.paths(), config.format().name());
  }

  @Override
  public @Nullable List<SourceRecord> poll() throws InterruptedException {
    TaskRun now = running;
    if (now == null) {
      throw new IllegalStateException("poll was called before start");
    }
    if (!now.hasMore() && stopped.await(now.nanosToScan(), TimeUnit.NANOSECONDS)) {
      return null;
    }
    List<SourceRecord> batch = now.poll();
    return batch.isEmpty() ? null : batch;
  }

  @Override
  public void stop() {
    stopped.countDown();
    TaskRun last = running;
    if (last != null) {
      last.close();
    }
  }
}
