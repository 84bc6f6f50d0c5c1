package dev.pubwatch.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers why a write failed: a print stream only tells that one did. */
final class ResultStream extends FilterOutputStream {
  /** What the system says when the reader has gone; the launcher sets a locale that says it so. */
  private static final String READER_GONE = "Broken pipe";

  private volatile @Nullable IOException fault;

  ResultStream(OutputStream target) {
    super(target);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      fault = e;
      throw e;
    }
  }

  /** The last failure that is not the reader's leave. */
  Optional<IOException> fault() {
    return Optional.ofNullable(fault).filter(e -> !READER_GONE.equals(e.getMessage()));
  }
}
