package dev.pubwatch.job.replay;

import dev.pubwatch.formats.Format;

/**
 * Something to read.
 *
 * @param format how its records are read
 * @param path a file, a folder (read with all below it), a glob, or {@code -} for stdin
 */
public record ReplayInput(Format format, String path) {
  static final String STDIN = "-";
}
