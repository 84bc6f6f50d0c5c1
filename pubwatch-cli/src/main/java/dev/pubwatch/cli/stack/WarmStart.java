package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.text.Numbers;
import dev.pubwatch.job.live.LiveJob;
import dev.pubwatch.job.snapshot.SnapshotException;
import dev.pubwatch.job.snapshot.SnapshotHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether {@code --state-in} is what an installation begins with, told before anything starts. */
final class WarmStart {
  private WarmStart() {}

  /**
   * The snapshot to begin with; null where none was given or the folder has state of its own.
   *
   * @throws CommandFailure when there is nothing but the snapshot and it cannot be read
   */
  static @Nullable Path of(@Nullable Path stateIn, Path dataDir, Terminal terminal)
      throws IOException {
    if (stateIn == null) {
      return null;
    }
    if (LiveJob.newestCheckpoint(DataFolder.checkpointsOf(dataDir)) != null) {
      terminal.complain(
          "--state-in %s is ignored: %s goes on from its own state".formatted(stateIn, dataDir));
      return null;
    }
    try {
      SnapshotHeader header = LiveJob.checkSnapshot(stateIn);
      terminal
          .err()
          .println(
              "begins with what was learned of %s%s"
                  .formatted(Numbers.counted(header.events(), "event"), until(header)));
      return stateIn;
    } catch (SnapshotException e) {
      throw new CommandFailure("cannot begin with a snapshot: " + e.getMessage(), e);
    }
  }

  private static String until(SnapshotHeader header) {
    return header.lastEventMillis() == SnapshotHeader.NO_TIME
        ? ""
        : " up to " + Instant.ofEpochMilli(header.lastEventMillis());
  }
}
