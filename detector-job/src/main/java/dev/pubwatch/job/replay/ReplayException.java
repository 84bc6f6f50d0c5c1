package dev.pubwatch.job.replay;

import org.jspecify.annotations.Nullable;

/** Why a replay could not be done, in one sentence for whoever started it. */
public final class ReplayException extends Exception {
  private static final long serialVersionUID = 1;

  ReplayException(String message) {
    super(message);
  }

  ReplayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
