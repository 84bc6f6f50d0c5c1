package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far consumer groups have come. */
final class Progress {
  private static final long TIMEOUT_SECONDS = 30;

  private Progress() {}

  /** Whether the group's committed offsets have reached all these. */
  static boolean hasRead(Admin admin, String group, Map<TopicPartition, Long> positions)
      throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed;
    try {
      committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailure("no progress to be had of " + group + ": " + e.getMessage(), e);
    }
    return positions.entrySet().stream()
        .allMatch(
            entry -> {
              OffsetAndMetadata at = committed.get(entry.getKey());
              return at != null && at.offset() >= entry.getValue();
            });
  }
}
