package dev.pubwatch.cli;

import org.jspecify.annotations.Nullable;

/** A command that could not do its work; the message is the one sentence that a person is told. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailure(String sentence) {
    super(sentence);
  }

  public CommandFailure(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
