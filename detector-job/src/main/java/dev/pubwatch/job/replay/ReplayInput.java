package dev.pubwatch.job.replay;

import dev.pubwatch.formats.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something to read.
 *
 * @param format how its records are read
 * @param path a file, a folder (read with all below it), a glob, or {@code -} for stdin
 * @param opener makes records of what lies at the path, which then is taken as one thing; null
 *     where it holds the records itself
 */
public record ReplayInput(Format format, String path, @Nullable Opener opener) {
  static final String STDIN = "-";

  /** Makes records of something that is no file of records, such as a clone. */
  @FunctionalInterface
  public interface Opener {
    /**
     * The records' bytes, cut as the format frames them.
     *
     * @throws IOException saying why there are none, without the path
     */
    InputStream open(Path path) throws IOException;
  }

  /** Files of records. */
  public ReplayInput(Format format, String path) {
    this(format, path, null);
  }
}
