package dev.pubwatch.connect.http;

import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * What a server answered with a status from 200 to 299, or 304.
 *
 * @param uri that was asked
 * @param body decompressed, within the bound
 */
@SuppressWarnings("ArrayRecordComponent") // owned by the reader, never compared
record Reply(URI uri, int status, HttpHeaders headers, byte[] body) {
  static final int NOT_MODIFIED = 304;

  boolean isUnchanged() {
    return status == NOT_MODIFIED;
  }
}
