package dev.pubwatch.cli.stack;

import dev.pubwatch.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the job has said all that it will of what was fed.
 *
 * <p>Three facts in a row: the job's committed offsets are behind the last record; the ordering
 * bound has passed since, so the last events are released; a checkpoint that began after that is
 * complete, so every alert is on its topic.
 */
final class Settled {
  private static final long LOOK_MILLIS = 100;
  private static final long RELEASE_MARGIN_MILLIS = 1_500;
  private static final int CHECKPOINTS_AFTER = 2; // one may have begun before the release

  private final String bootstrap;
  private final Path checkpoints;
  private final Duration outOfOrderness;
  private final CompletableFuture<?> ended;

  /**
   * @param checkpoints folder of the job's checkpoints
   * @param outOfOrderness the job's ordering bound
   * @param ended completes when waiting is in vain
   */
  Settled(String bootstrap, Path checkpoints, Duration outOfOrderness, CompletableFuture<?> ended) {
    this.bootstrap = bootstrap;
    this.checkpoints = checkpoints;
    this.outOfOrderness = outOfOrderness;
    this.ended = ended;
  }

  /**
   * Waits for everything behind these positions.
   *
   * @return whether it came to that; false when it ended before
   */
  boolean await(Map<TopicPartition, Long> positions) throws IOException, InterruptedException {
    Map<TopicPartition, Long> events = new HashMap<>(positions);
    events.keySet().removeIf(partition -> partition.topic().equals(Topics.REJECTS));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      while (!Progress.hasRead(admin, EmbeddedDetector.GROUP, events)) {
        if (pause(LOOK_MILLIS)) {
          return false;
        }
      }
    }
    if (pause(outOfOrderness.toMillis() + RELEASE_MARGIN_MILLIS)) {
      return false;
    }
    long enough = newestCheckpoint() + CHECKPOINTS_AFTER;
    while (newestCheckpoint() < enough) {
      if (pause(LOOK_MILLIS)) {
        return false;
      }
    }
    return true;
  }

  /** The number of the newest complete checkpoint, 0 when there is none. */
  private long newestCheckpoint() throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.find(checkpoints, 3, (file, a) -> file.endsWith("_metadata"))) {
      return files
          .map(file -> String.valueOf(file.getName(file.getNameCount() - 2)))
          .filter(name -> name.matches("chk-[0-9]{1,18}"))
          .mapToLong(name -> Long.parseLong(name.substring("chk-".length())))
          .max()
          .orElse(0);
    } catch (UncheckedIOException e) {
      return 0; // removed while it was looked at
    }
  }

  /** Whether the stack ended meanwhile. */
  private boolean pause(long millis) throws InterruptedException {
    try {
      ended.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }
}
