package dev.pubwatch.connect.jdbc;

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

/** Reads the tables of one task of {@link PostgresSourceConnector}. */
public final class PostgresSourceTask extends SourceTask {
  private static final Logger log = LoggerFactory.getLogger(PostgresSourceTask.class);

  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable RowsRun running;

  /** For Connect. */
  public PostgresSourceTask() {
    this(InstantSource.system());
  }

  PostgresSourceTask(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String version() {
    return Versions.own();
  }

  @Override
  public void start(Map<String, String> properties) {
    AvroTrust.init();
    PostgresSourceConfig config = new PostgresSourceConfig(properties);
    running = new RowsRun(config, context.offsetStorageReader(), clock);
    log.info(
        "reads {} of {}",
        config.getList(PostgresSourceConfig.TABLES),
        config.getString(PostgresSourceConfig.NAME));
  }

  @Override
  public @Nullable List<SourceRecord> poll() throws InterruptedException {
    RowsRun now = running;
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
    RowsRun last = running;
    if (last != null) {
      last.close();
    }
  }
}
