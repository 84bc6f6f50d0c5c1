package dev.pubwatch.connect.http;

/** What the streams of an npm-like registry are called. */
final class NpmStreams {
  /** The feed of all changes; any other stream is a package. */
  static final String CHANGES = "_changes";

  private NpmStreams() {}
}
