package dev.pubwatch.connect.s3;

import java.time.Instant;
import java.util.Comparator;

/**
 * An object as a listing shows it.
 *
 * @param modified when the store has it from
 */
record Listed(String key, String etag, long sizeBytes, Instant modified) {
  static final Comparator<Listed> OLDEST_FIRST =
      Comparator.comparing(Listed::modified).thenComparing(Listed::key);

  /** Another object under the same key has another id. */
  String id() {
    return key + " " + etag;
  }
}
