package dev.pubwatch.job.replay;

import dev.pubwatch.core.Detector;
import dev.pubwatch.job.snapshot.SnapshotException;
import dev.pubwatch.job.snapshot.SnapshotHeader;
import dev.pubwatch.job.snapshot.SnapshotMerge;
import dev.pubwatch.job.snapshot.Snapshots;
import dev.pubwatch.job.snapshot.StateFiles;
import dev.pubwatch.job.stream.LearnedParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a replay begins with and leaves behind.
 *
 * @param in snapshot it begins with, null for none
 * @param out where the snapshot goes, null for nowhere
 * @param files the same as the operators see it
 */
record ReplayState(@Nullable Path in, @Nullable Output out, StateFiles files) {
  private static final SnapshotHeader NOTHING =
      new SnapshotHeader("", 0, SnapshotHeader.NO_TIME, java.util.List.of());

  /**
   * Reads the snapshot to begin with, before hours of work.
   *
   * @return what it says of itself; nothing learned where there is none
   */
  static SnapshotHeader begin(@Nullable Path in, Detector detector) throws ReplayException {
    if (in == null) {
      return NOTHING;
    }
    try {
      return Snapshots.check(in, LearnedParts.codecs(detector));
    } catch (SnapshotException e) {
      throw new ReplayException("cannot begin with a snapshot: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ReplayException("cannot read the snapshot %s: %s".formatted(in, Faults.say(e)), e);
    }
  }

  static ReplayState of(@Nullable Path in, @Nullable Output out, Path temp) throws ReplayException {
    try {
      String from = in == null ? null : in.toAbsolutePath().toString();
      String parts = out == null ? null : Files.createDirectory(temp.resolve("state")).toString();
      return new ReplayState(in, out, new StateFiles(from, parts));
    } catch (IOException e) {
      throw new ReplayException("cannot write the state: " + Faults.say(e), e);
    }
  }

  /** Puts the parts together; a replay of no events leaves what it began with. */
  void finish(Detector detector, SnapshotHeader begun, long events, long lastMillis)
      throws ReplayException {
    if (out == null) {
      return;
    }
    try {
      if (events == 0 && in != null) {
        Files.write(out.part(), Files.readAllBytes(in));
      } else {
        merge(detector, begun, events, lastMillis, out.part());
      }
    } catch (IOException e) {
      throw new ReplayException("cannot write the state: " + Faults.say(e), e);
    }
  }

  private void merge(
      Detector detector, SnapshotHeader begun, long events, long lastMillis, Path target)
      throws IOException {
    long last =
        events == 0 ? begun.lastEventMillis() : Math.max(begun.lastEventMillis(), lastMillis);
    SnapshotHeader header =
        new SnapshotHeader(
            version(), begun.events() + events, last, LearnedParts.sections(detector));
    SnapshotMerge.merge(
        header,
        Path.of(Objects.requireNonNull(files.parts())),
        (section, key) -> LearnedParts.isCurrent(section, key, last),
        target);
  }

  /** Of this module's jar; class files have none. */
  private static String version() {
    return Objects.requireNonNullElse(
        ReplayState.class.getPackage().getImplementationVersion(), "unknown");
  }
}
