package dev.pubwatch.job.snapshot;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why learned state cannot be read, in one sentence that begins with the file. */
public final class SnapshotException extends IOException {
  private static final long serialVersionUID = 1;

  SnapshotException(String sentence) {
    super(sentence);
  }

  SnapshotException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
