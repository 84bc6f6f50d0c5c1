package dev.pubwatch.job.live;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.job.snapshot.LearnedState;
import dev.pubwatch.job.snapshot.SnapshotState;
import dev.pubwatch.job.stream.CheckpointState;
import dev.pubwatch.job.stream.LearnedParts;
import dev.pubwatch.job.stream.StandardDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens what the detector has learned, to be looked at. */
public final class LearnedStates {
  private static final StandardDetector DETECTOR = StandardDetector.of(DetectorConfig.DEFAULTS);

  /** A running job replaces its checkpoint every few seconds, so the newest may be gone. */
  private static final int TRIES = 5;

  private LearnedStates() {}

  /** Something to do with learned state. */
  @FunctionalInterface
  public interface Use<T> {
    T with(LearnedState state) throws IOException;
  }

  /**
   * Opens a snapshot.
   *
   * @throws dev.pubwatch.job.snapshot.SnapshotException when it cannot be read
   */
  public static LearnedState snapshot(Path file) throws IOException {
    return SnapshotState.open(file, LearnedParts.codecs(DETECTOR.create()));
  }

  /**
   * Uses the newest checkpoint of a live job, which may be running; once more from the start with
   * the one after it, when the job has removed it meanwhile.
   *
   * @return what the use gave, null when there is no checkpoint
   */
  public static <T> @Nullable T newestCheckpoint(Path folder, Use<T> use) throws IOException {
    for (int left = TRIES; ; left--) {
      Path newest = Checkpoints.newest(folder);
      if (newest == null) {
        return null;
      }
      try {
        return use.with(CheckpointState.open(newest, DETECTOR));
      } catch (IOException | UncheckedIOException e) {
        if (left == 1 || newest.equals(Checkpoints.newest(folder))) {
          throw e;
        }
      }
    }
  }
}
