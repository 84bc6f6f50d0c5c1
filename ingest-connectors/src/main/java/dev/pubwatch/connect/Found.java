package dev.pubwatch.connect;

import dev.pubwatch.formats.RawRecord;
import org.jspecify.annotations.Nullable;

/** What reading the followed files brought. */
sealed interface Found {

  /** A record, cut but not parsed. */
  record Cut(WatchedFile file, ContentReader reader, RawRecord raw) implements Found {}

  /**
   * A file that cannot be read, or not any further.
   *
   * @param rest what was left of an unfinished record, null when nothing was
   */
  record Fault(WatchedFile file, String reason, @Nullable RawRecord rest) implements Found {}
}
