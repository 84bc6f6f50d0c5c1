package dev.pubwatch.cli.replay;

import dev.pubwatch.formats.Format;

/**
 * Something to read.
 *
 * @param path a file, a folder, a glob, or {@code -} for stdin
 */
record Input(Format format, String path) {
  static final String STDIN = "-";

  boolean isStdin() {
    return path.equals(STDIN);
  }
}
