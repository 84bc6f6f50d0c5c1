package dev.pubwatch.connect.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One raw record of an answer.
 *
 * @param location where it came from, for a person; without a query
 * @param index in the answer
 * @param time after which the server sorts; null where each event has its own
 * @param fault why it could not be had; null when it could
 */
@SuppressWarnings("ArrayRecordComponent") // owned by the reader, never compared
record Item(
    byte[] raw, String location, long index, @Nullable Instant time, @Nullable String fault) {

  /** A record that could not be had. */
  static Item missing(String location, String reason) {
    return new Item(new byte[0], location, 0, null, reason);
  }
}
