package dev.pubwatch.formats;

/** How records are cut out of a stream of bytes. */
public enum Framing {
  /** One record a line; empty lines are skipped. */
  LINES,
  /**
   * Top-level JSON values, on one line or many: each element of a top-level array, each element of
   * the array under a wrapper key such as {@code Records} or {@code events}, else each value.
   */
  JSON
}
