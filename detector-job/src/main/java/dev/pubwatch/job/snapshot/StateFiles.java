package dev.pubwatch.job.snapshot;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a job's operators take what they begin with, and leave what they end with.
 *
 * @param in a snapshot to begin with unless a checkpoint is restored, checked before; null for none
 * @param parts folder for the parts of a snapshot, written at the end of input; null for none
 */
public record StateFiles(@Nullable String in, @Nullable String parts) implements Serializable {
  /** Begins with nothing and leaves nothing. */
  public static final StateFiles NONE = new StateFiles(null, null);

  /** Begins with a snapshot; null for none. */
  public static StateFiles from(@Nullable Path in) {
    return in == null ? NONE : new StateFiles(in.toAbsolutePath().toString(), null);
  }

  /** Whether what was learned is to be left behind. */
  public boolean exports() {
    return parts != null;
  }

  /** Opens the part of one task; only where {@link #exports}. */
  public StatePart part(String uid, int task) throws IOException {
    if (parts == null) {
      throw new IllegalStateException("nothing is to be left behind");
    }
    return new StatePart(Path.of(parts, fileName(uid, task)));
  }

  static String fileName(String uid, int task) {
    return uid + "." + task;
  }
}
